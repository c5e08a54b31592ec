import { giveConsent } from '@yimi/contract/consent.ts'
import { moveIncident, reportIncident } from '@yimi/contract/incident.ts'
import { reportLifeEvent } from '@yimi/contract/life-event.ts'
import { askPrivacyRequest } from '@yimi/contract/my-data.ts'
import { getToday } from '@yimi/contract/today.ts'
import { answerSignUp, signUpAsVolunteer } from '@yimi/contract/volunteer-sign-up.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { buildResident } from '../people/people-fixtures.ts'

let installation: TestInstallation
let head: TestCaller
let desk: TestCaller
beforeAll(async () => {
  installation = await createTestInstallation()
  head = await installation.as('station-head', 'station')
  desk = await installation.as('duty-officer', 'station')
})
afterAll(() => installation.close())

const rowsOf = async (caller: TestCaller) => (await caller.get(getToday, {})).rows
const kindsOf = async (caller: TestCaller) => (await rowsOf(caller)).map((row) => row.kind)

test('what residents and neighbours bring waits for whoever may answer it, by its clock, without a name', async () => {
  const { orgs, anonymous } = installation
  const resident = await buildResident(installation, head)
  const consent = { purpose: 'health-care' as const, givenBy: 'self' as const, evidenceKind: 'spoken' as const }
  await head.get(giveConsent, { params: { id: resident.id }, body: consent })
  const body = { what: 'illness' as const, happenedOn: '2026-11-20', words: { note: '住院' } }
  await head.get(reportLifeEvent, { params: { id: resident.id }, body })
  const signedUp = await anonymous.get(signUpAsVolunteer, {
    body: { orgId: orgs.station, name: '何欣', phone: '13800005678' },
  })
  const own = await installation.as('resident', 'station')
  const asked = await own.get(askPrivacyRequest, { body: { kind: 'erase', words: '' } })
  const waiting = await rowsOf(desk)
  expect(waiting.map((row) => row.kind)).toEqual(['life-event', 'sign-up', 'privacy-request'])
  expect(waiting.map((row) => row.title)).toEqual([
    '有一件大事待核实',
    `想当志愿者 ${signedUp.number}`,
    `删除信息 ${asked.number}`,
  ])
  expect(JSON.stringify(waiting)).not.toMatch(/何欣|住院|谢喆|13800005678/)
  // Who reported it does not confirm it; elsewhere nothing of it is seen.
  expect(await kindsOf(head)).not.toContain('life-event')
  expect(await kindsOf(await installation.as('station-head', 'sibling'))).toEqual([])
  expect(await kindsOf(await installation.as('dispatcher', 'station'))).toEqual([])
})

test('a call to be made is one row, an incident stands with the one who is answerable for it', async () => {
  const { orgs, anonymous, services } = installation
  installation.setNow(new Date('2026-11-30T03:00:00.000Z'))
  const officer = await installation.as('institute-officer', 'institute')
  const { number } = await anonymous.get(reportIncident, {
    body: { kind: 'injury', words: '楼梯口有人摔倒', aboutOrgId: orgs.station, contact: '微信 abc' },
  })
  const rows = await rowsOf(officer)
  expect(rows).toContainEqual(expect.objectContaining({ kind: 'incident', title: `安全事件 ${number}` }))
  expect(await kindsOf(head)).not.toContain('incident')
  const { recordId = '' } = rows.find((row) => row.kind === 'incident') ?? {}
  await officer.get(moveIncident, { params: { id: recordId }, body: { move: 'take' } })
  expect((await rowsOf(officer)).find((row) => row.kind === 'incident')?.detail).toContain('正在处理')

  const waiting = (await rowsOf(desk)).find((row) => row.kind === 'sign-up')
  const landline = { orgId: orgs.station, name: '水静', phone: '13800005679' }
  await anonymous.get(signUpAsVolunteer, { body: landline })
  expect((await kindsOf(desk)).filter((kind) => kind === 'sign-up')).toHaveLength(2)
  await desk.get(answerSignUp, { params: { id: waiting?.recordId ?? '' }, body: { move: 'accept' } })
  expect((await kindsOf(desk)).filter((kind) => kind === 'sign-up')).toHaveLength(1)
  const { rows: told } = await installation.admin.pool.query(
    `insert into notices (id, org_id, kind, record_id, event_seq, move, way, words_enc, key_id, to_masked, urgent, asked_for,
       made_at, due_at, status, claimed_at)
     select gen_random_uuid(), $1, 'complaint', $2, n, 'answer', 'phone-call', '', (select id from data_keys limit 1), '', false, true,
       $3::timestamptz, $3::timestamptz + n * interval '1 minute', 'waiting', $3::timestamptz from generate_series(1, 3) n returning id`,
    [orgs.station, recordId, services.clock.now()],
  )
  const calls = (await rowsOf(desk)).filter((row) => row.kind === 'call')
  expect(calls).toMatchObject([{ title: '有 3 个电话要打', recordId: told[0]?.id }])
  installation.setNow(undefined)
})
