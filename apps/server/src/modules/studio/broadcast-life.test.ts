import {
  addGateEvidence,
  applyForBroadcast,
  cancelBroadcast,
  getBroadcast,
  judgeGate,
  listBroadcastEvents,
  listBroadcasts,
  resubmitBroadcast,
  saveApplication,
  startApplication,
} from '@yimi/contract/broadcast.ts'
import { getCalendar } from '@yimi/contract/calendar.ts'
import { GATES } from '@yimi/contract/work-rules.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { createTestStudio, makeGuest, makeVenue, type TestStudio, uploadRehearsal } from './studio-fixtures.ts'

let studio: TestStudio
beforeAll(async () => {
  studio = await createTestStudio()
})
afterAll(() => studio.close())

test('the whole way: applied for, judged by three people, cleared with the fifth pass', async () => {
  const draft = await studio.draft()
  expect(draft).toMatchObject({ state: 'draft', missing: [], mine: true, revision: 2, rulesVersion: 1 })
  expect(draft.gateCards.map((card) => card.state)).toEqual([null, null, null, null, null])
  const applied = await studio.producer.get(applyForBroadcast, { params: { id: draft.id } })
  expect(applied.state).toBe('in-review')
  expect(applied.gateCards.map((card) => card.state)).toEqual(['open', 'open', 'open', 'open', 'open'])
  await studio.consentAll(draft.id)
  await studio.addRehearsal(draft.id)
  const [first, second, third] = studio.reviewers
  for (const [gate, by] of [
    ['topic', first],
    ['content', first],
    ['rundown', second],
    ['guest', second],
  ] as const) {
    const answer = await studio.pass(draft.id, gate, by)
    expect(answer.json()).toMatchObject({ state: 'in-review', gates: { [gate]: 'passed' } })
  }
  expect((await studio.pass(draft.id, 'floor', third)).json()).toMatchObject({ state: 'cleared' })
  const { items } = await studio.director.get(listBroadcasts, { query: { state: ['cleared', 'on-air'] } })
  expect(items.map((item) => item.id)).toContain(draft.id)
})

test('the events tell who did what, with the words said, oldest first', async () => {
  const { id } = await studio.applied()
  const note = '选题与上月重复，请换一个角度。'
  const [reviewer] = studio.reviewers
  await reviewer.get(judgeGate, { params: { id, gate: 'topic' }, body: { verdict: 'return', note } })
  const { items } = await studio.producer.get(listBroadcastEvents, { params: { id } })
  expect(items.map((event) => event.move)).toEqual(['create', 'apply', 'return-gate'])
  expect(items[2]).toMatchObject({ gate: 'topic', toState: 'returned', note, seq: 3 })
  expect(items[2]?.actor).toMatch(/^gate-reviewer-/)
  const { rows } = await studio.installation.admin.pool.query(
    `select refs::text || coalesce(encode(detail, 'escape'), '') as text from events where record_id = $1`,
    [id],
  )
  expect(rows.map((row) => row.text).join()).not.toContain('选题')
})

test('an application with gaps is refused with one fault a field, and what was saved is kept', async () => {
  const { orgs } = studio.installation
  const { id, revision, missing } = await studio.producer.get(startApplication, {
    body: { orgId: orgs.institute, title: '只有主题' },
  })
  expect(missing).toContain('summary')
  expect(missing).not.toContain('title')
  const early = studio.application({ summary: '', endsAt: '2026-01-01T00:00:00.000Z' })
  await studio.producer.get(saveApplication, { params: { id }, body: { revision, changes: early } })
  const refusal = await studio.producer.call(applyForBroadcast, { params: { id } })
  expect(refusal.json()).toMatchObject({
    code: 'application-incomplete',
    faults: [{ path: ['summary'] }, { path: ['endsAt'] }],
  })
  expect((await studio.read(id)).application).toMatchObject({ ...early })
})

test('a returned gate waits until the application is handed in again, a rejected one ends it and frees the venue', async () => {
  const application = studio.application()
  const { id } = await studio.applied(application)
  const [reviewer, other] = studio.reviewers
  const words = { note: '请补充出处。' }
  await reviewer.get(judgeGate, { params: { id, gate: 'content' }, body: { verdict: 'return', ...words } })
  expect((await studio.pass(id, 'topic', other)).json()).toMatchObject({ code: 'move-not-allowed' })
  const again = await studio.producer.get(resubmitBroadcast, { params: { id } })
  expect(again).toMatchObject({ state: 'in-review', gates: { content: 'open' } })
  await other.get(judgeGate, { params: { id, gate: 'content' }, body: { verdict: 'reject', ...words } })
  expect(await studio.read(id)).toMatchObject({ state: 'rejected', availableMoves: [] })
  await studio.applied({ ...application, title: '同一时间的另一场' })
})

test('applicant, host and guests judge nothing, with or without the role', async () => {
  const { installation, producer } = studio
  const both = await installation.as('gate-reviewer', 'institute')
  await installation.admin.pool.query(
    `insert into role_assignments (id, account_id, role, org_id, given_at) values (gen_random_uuid(), $1, 'gate-reviewer', $2, now())`,
    [producer.accountId, installation.orgs.institute],
  )
  const guest = await makeGuest(producer, installation.orgs.institute, '审核员本人', both.accountId)
  expect(guest.hasAccount).toBe(true)
  for (const concerned of [{ hostId: guest.id }, { guests: [guest.id] }]) {
    const { id } = await studio.applied(concerned)
    for (const judge of [both, producer]) {
      for (const gate of GATES) {
        expect((await studio.pass(id, gate, judge)).json()).toMatchObject({ code: 'judge-concerned' })
        const verdict = { verdict: 'reject' as const, note: '不行' }
        expect((await judge.call(judgeGate, { params: { id, gate }, body: verdict })).json()).toMatchObject({
          code: 'judge-concerned',
        })
      }
    }
    const seen = await both.get(getBroadcast, { params: { id } })
    expect(seen.gateCards.map((card) => card.whyNot)).toEqual(GATES.map(() => 'judge-concerned'))
  }
  await installation.admin.pool.query(`delete from role_assignments where account_id = $1 and role = 'gate-reviewer'`, [
    producer.accountId,
  ])
})

test('one person passes no more gates than the work rules allow', async () => {
  const { id } = await studio.applied()
  const [reviewer, other] = studio.reviewers
  expect((await studio.pass(id, 'topic', reviewer)).statusCode).toBe(200)
  expect((await studio.pass(id, 'content', reviewer)).statusCode).toBe(200)
  expect((await studio.pass(id, 'rundown', reviewer)).json()).toMatchObject({ code: 'judge-limit' })
  const seen = await reviewer.get(getBroadcast, { params: { id } })
  expect(seen.gateCards.find((card) => card.gate === 'rundown')).toMatchObject({
    mayJudge: false,
    whyNot: 'judge-limit',
  })
  expect((await studio.pass(id, 'rundown', other)).statusCode).toBe(200)
})

test('a pass needs the whole checklist, the floor its file, the guest gate every consent', async () => {
  const { id } = await studio.applied()
  const [reviewer, other] = studio.reviewers
  const some = { verdict: 'pass' as const, checked: ['need'] }
  expect((await reviewer.call(judgeGate, { params: { id, gate: 'topic' }, body: some })).json()).toMatchObject({
    code: 'checklist-incomplete',
    faults: [{ path: ['checked', 'purpose'] }, { path: ['checked', 'plan'] }],
  })
  expect((await studio.pass(id, 'floor', reviewer)).json()).toMatchObject({ code: 'evidence-missing' })
  expect((await studio.pass(id, 'guest', reviewer)).json()).toMatchObject({ code: 'guest-not-consented' })
  await studio.consentAll(id)
  const withFile = await studio.addRehearsal(id)
  expect(withFile.gateCards.find((card) => card.gate === 'floor')?.evidence).toMatchObject([{ name: '彩排.flv' }])
  expect((await studio.pass(id, 'floor', other)).statusCode).toBe(200)
  expect((await studio.pass(id, 'guest', other)).statusCode).toBe(200)
  expect((await studio.pass(id, 'guest', reviewer)).json()).toMatchObject({ code: 'gate-not-open' })
  const late = await uploadRehearsal(studio.installation, studio.producer)
  const evidence = { params: { id, gate: 'floor' as const }, body: { fileId: late.id } }
  expect((await studio.producer.call(addGateEvidence, evidence)).json()).toMatchObject({ code: 'gate-not-open' })
})

test('venue and people are held from the application on, named when taken, and free after a cancellation', async () => {
  const times = studio.application()
  const { id } = await studio.applied(times)
  const { orgs } = studio.installation
  const officer = await studio.installation.as('institute-officer', 'institute')
  const elsewhere = await makeVenue(officer, orgs.institute, '另一间')
  const room = await studio.draft({ ...times, hostId: studio.guestIds[2], guests: [] })
  expect((await studio.producer.call(applyForBroadcast, { params: { id: room.id } })).json()).toMatchObject({
    code: 'time-taken',
    faults: [{ path: ['venueId'] }],
    detail: expect.stringContaining('红色直播间'),
  })
  const person = await studio.draft({
    ...times,
    venueId: elsewhere,
    hostId: studio.guestIds[2],
    guests: [studio.guestIds[1]],
  })
  expect((await studio.producer.call(applyForBroadcast, { params: { id: person.id } })).json()).toMatchObject({
    code: 'time-taken',
    faults: [{ path: ['guests', 0] }],
    detail: expect.stringContaining('𠮷永·阿里'),
  })
  await studio.producer.get(cancelBroadcast, { params: { id }, body: { reason: '嘉宾生病' } })
  expect((await studio.producer.get(applyForBroadcast, { params: { id: person.id } })).state).toBe('in-review')
})

test('the head of the unit may cancel, another producer may not, and nothing moves afterwards', async () => {
  const { id } = await studio.cleared()
  const officer = await studio.installation.as('institute-officer', 'institute')
  const colleague = await studio.installation.as('producer', 'institute')
  const cancel = { params: { id }, body: { reason: '场地停电' } }
  expect((await colleague.call(cancelBroadcast, cancel)).statusCode).toBe(404)
  expect(await officer.get(cancelBroadcast, cancel)).toMatchObject({ state: 'cancelled', availableMoves: [] })
  const { items } = await studio.producer.get(listBroadcastEvents, { params: { id } })
  expect(items.at(-1)).toMatchObject({ move: 'cancel', note: '场地停电' })
  expect((await studio.producer.call(applyForBroadcast, { params: { id } })).json()).toMatchObject({
    code: 'move-not-allowed',
  })
})

test('a pass is taken back by a reviewer: the gate opens, and the broadcast is cleared no more', async () => {
  const { id } = await studio.cleared()
  const withdrawal = { verdict: 'withdraw' as const, note: '嘉宾资料有误' }
  const [reviewer] = studio.reviewers
  const after = await reviewer.get(judgeGate, { params: { id, gate: 'guest' }, body: withdrawal })
  expect(after).toMatchObject({ state: 'in-review', gates: { guest: 'open', topic: 'passed' } })
  const again = await reviewer.call(judgeGate, { params: { id, gate: 'guest' }, body: withdrawal })
  expect(again.json()).toMatchObject({ code: 'gate-not-open' })
})

test('the calendar shows what holds a time, and the occasions', async () => {
  const { id, startsAt } = await studio.applied()
  const day = startsAt?.slice(0, 10) ?? ''
  const until = new Date(Date.parse(day) + 2 * 86_400_000).toISOString().slice(0, 10)
  const calendar = await studio.producer.get(getCalendar, { query: { from: day, until } })
  expect(calendar.entries.find((entry) => entry.id === id)).toMatchObject({
    kind: 'broadcast',
    venueName: '红色直播间',
    state: 'in-review',
  })
  const spring = await studio.producer.get(getCalendar, { query: { from: '2027-02-01', until: '2027-02-28' } })
  expect(spring.occasions.map((occasion) => occasion.date)).toContain('2027-02-06')
  const far = await studio.producer.call(getCalendar, { query: { from: '2027-01-01', until: '2030-01-01' } })
  expect(far.statusCode).toBe(400)
})

test('a broadcast is read in its area alone; a sibling finds nothing', async () => {
  const { id } = await studio.draft()
  const stranger = await studio.installation.as('producer', 'otherInstitute')
  const below = await studio.installation.as('station-head', 'station')
  const above = await studio.installation.as('gate-reviewer', 'district')
  expect((await stranger.call(getBroadcast, { params: { id } })).statusCode).toBe(404)
  expect((await below.call(getBroadcast, { params: { id } })).statusCode).toBe(404)
  expect((await above.call(getBroadcast, { params: { id } })).statusCode).toBe(200)
  const colleague = await studio.installation.as('producer', 'institute')
  const save = { params: { id }, body: { revision: 2, changes: { title: '别人的' } } }
  expect((await colleague.call(saveApplication, save)).statusCode).toBe(404)
  expect((await colleague.call(applyForBroadcast, { params: { id } })).json()).toMatchObject({ code: 'no-right' })
})

test('after all of it every chain checks and every state is what its events add up to', async () => {
  const { database } = studio.installation.services
  const orgs = Object.values(studio.installation.orgs)
  const report = await inScope(database, { role: 'yimi_app', orgs }, verifyChains)
  expect(report.events).toBeGreaterThan(50)
  expect(report.faults).toEqual([])
})
