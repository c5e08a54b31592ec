import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import {
  changePerson,
  createPerson,
  ERASED_NAME,
  erasePerson,
  findByContact,
  readPeople,
  revealContact,
} from './people.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await createTestInstallation()
})
afterAll(() => installation.close())

/** One transaction at the station, or at another organisation. */
function at<T>(work: (context: FlowContext) => Promise<T>, org: 'station' | 'sibling' = 'station'): Promise<T> {
  const { database, keyring } = installation.services
  const orgs = [installation.orgs[org]]
  return inScope(database, { role: 'yimi_app', orgs }, (tx) =>
    work({ tx, keyring, actor: systemActor(orgs), now: new Date('2026-11-23T02:00:00.000Z') }),
  )
}

function create(name: string, contact: string): Promise<string> {
  return at((context) => createPerson(context, { orgId: installation.orgs.station, name, contact }))
}

test.each(['𠮷永·阿卜杜拉', '㛃娜', '欧阳娜娜'])('the name %s comes back as it was written', async (name) => {
  const id = await create(name, '13800005678')
  const people = await at(({ tx, keyring }) => readPeople(tx, keyring, [id]))
  expect(people.get(id)).toMatchObject({ name, contactMasked: '138****5678', erased: false })
})

test('no word of a person stands in clear in the database, and a number is found however it is written', async () => {
  const id = await create('王小明', '139 1111 2222')
  const { rows } = await installation.admin.pool.query('select p::text as text from people p where id = $1', [id])
  expect(rows[0].text).not.toContain('王小明')
  expect(rows[0].text).not.toContain(Buffer.from('王小明').toString('hex'))
  expect(rows[0].text).not.toContain('11112222')
  expect(await at(({ tx, keyring }) => findByContact(tx, keyring, '+86-139-1111-2222'))).toEqual([id])
  expect(await at(({ tx, keyring }) => findByContact(tx, keyring, '+86-139-1111-2222'), 'sibling')).toEqual([])
})

test('a contact is shown with a reason, which is kept sealed in the chain', async () => {
  const id = await create('王小明', '13800001111')
  expect(await at((context) => revealContact(context, id, '通知彩排时间'))).toBe('13800001111')
  const { rows } = await installation.admin.pool.query(
    `select move, detail is not null as sealed, detail::text as detail from events where record_id = $1 order by seq`,
    [id],
  )
  expect(rows.map((row) => row.move)).toEqual(['create', 'reveal-contact'])
  expect(rows[1]).toMatchObject({ sealed: true })
  expect(rows[1].detail).not.toContain(Buffer.from('彩排').toString('hex'))
})

test('nobody of another area sees, changes or opens a person', async () => {
  const id = await create('王小明', '13800001111')
  expect((await at(({ tx, keyring }) => readPeople(tx, keyring, [id]), 'sibling')).size).toBe(0)
  await expect(at((context) => changePerson(context, id, { name: '李' }), 'sibling')).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(at((context) => revealContact(context, id, '想看看'), 'sibling')).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('an erased person cannot be read again, and the chain still checks', async () => {
  const id = await create('王小明', '13800003333')
  await at((context) => revealContact(context, id, '通知'))
  await at((context) => erasePerson(context, id, '本人要求'))
  const people = await at(({ tx, keyring }) => readPeople(tx, keyring, [id]))
  expect(people.get(id)).toMatchObject({ name: ERASED_NAME, contactMasked: '', erased: true })
  const { rows } = await installation.admin.pool.query(
    `select p.name_enc, p.contact_enc, p.contact_index, k.wrapped from people p join data_keys k on k.subject_id = p.id and k.subject_kind = 'person' where p.id = $1`,
    [id],
  )
  expect(rows).toEqual([{ name_enc: null, contact_enc: null, contact_index: null, wrapped: null }])
  await expect(at((context) => changePerson(context, id, { name: '李' }))).rejects.toMatchObject({ code: 'not-found' })
  expect((await at(({ tx }) => verifyChains(tx))).faults).toEqual([])
})
