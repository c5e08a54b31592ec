import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { createTestInstallation, type TestInstallation, type TestOrg } from '../../testing/test-installation.ts'
import { type NewResident, registerResidents } from './register-people.ts'
import { findRegistered } from './registered-people.ts'
import { nameIndex } from './seal-person.ts'

let installation: TestInstallation
beforeAll(async () => {
  installation = await createTestInstallation()
})
afterAll(() => installation.close())

function inOrg<T>(org: TestOrg, work: (context: FlowContext, orgId: string) => Promise<T>): Promise<T> {
  const { database, keyring } = installation.services
  const orgId = installation.orgs[org]
  return inScope(database, { role: 'yimi_app', orgs: [orgId] }, (tx) =>
    work({ tx, keyring, actor: systemActor([orgId]), now: new Date() }, orgId),
  )
}

const LI = { name: '李秀兰', contact: '138 0000 1111', birthDate: '1950-02-03', idNumber: '110101195002030024' }

function resident(orgId: string, words: Partial<typeof LI>): NewResident {
  return { orgId, source: 'import', name: '', ...words }
}

const likenesses: [string, Partial<typeof LI>, string][] = [
  ['the same number under another name', { ...LI, name: '李兰' }, 'same-number'],
  ['name and birth date', { name: '李 秀兰', birthDate: LI.birthDate }, 'same-name-and-more'],
  ['name and telephone', { name: LI.name, contact: '13800001111' }, 'same-name-and-more'],
  ['the name alone', { name: LI.name, birthDate: '1950-02-04', contact: '13800002222' }, 'none'],
  ['the telephone alone', { name: '王芳', contact: LI.contact }, 'none'],
  ['the birth date alone', { name: '王芳', birthDate: LI.birthDate }, 'none'],
  ['nothing but a name', { name: LI.name }, 'none'],
]

test('somebody on a list is like somebody registered by number, or by name with birth date or telephone', async () => {
  await inOrg('station', (context, orgId) =>
    registerResidents(context, [
      resident(orgId, LI),
      ...Array.from({ length: 60 }, () => resident(orgId, { name: LI.name })),
    ]),
  )
  const found = (org: TestOrg) =>
    inOrg(org, (context, orgId) =>
      findRegistered(
        context,
        orgId,
        likenesses.map(([, words]) => resident(orgId, words)),
      ),
    )
  const expected = likenesses.map(([, , likeness]) => likeness)
  expect(await found('station')).toEqual(expected)
  expect(await found('sibling')).toEqual(likenesses.map(() => 'none'))
  // While a master key is changed a column is under the newer one already and the next one is not.
  const { keyring } = installation.services
  keyring.rotate()
  expect(await found('station')).toEqual(expected)
  await installation.admin.pool.query('update people set name_index = $1 where resident', [nameIndex(keyring, LI.name)])
  expect(await found('station')).toEqual(expected)
})
