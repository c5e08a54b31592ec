import {
  addNoMatch,
  endNoMatch,
  listIncidents,
  listNoMatches,
  moveIncident,
  reportIncident,
} from '@yimi/contract/incident.ts'
import { afterAll, expect, test } from 'vitest'
import { linkHolder, systemActor } from '#platform/access/actor.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { inScope } from '#platform/database/scope.ts'
import { fireTimers } from '#platform/flow/fire-timers.ts'
import { begin } from '#platform/flow/move.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import { newId } from '#platform/new-id.ts'
import { playRandomMoves } from '../../testing/random-moves.ts'
import { createTestInstallation } from '../../testing/test-installation.ts'
import { insertIncident, nextNumber } from './incident-queries.ts'
import { incidentRules } from './incident-rules.ts'
import { keptApart, mayMeet } from './incidents.ts'

const installation = await createTestInstallation({ rateLimitFactor: 100 })
const { orgs, services, anonymous } = installation
const officer = await installation.as('institute-officer', 'institute')
const admin = await installation.as('district-admin', 'district')
const head = await installation.as('station-head', 'station')
const NOW = new Date('2026-11-23T02:00:00.000Z')
const HOUR_MS = 3_600_000
installation.setNow(NOW)
afterAll(() => installation.close())

async function reported(words = '志愿者上门时老人摔倒') {
  const { number } = await anonymous.get(reportIncident, {
    body: { kind: 'injury', words, aboutOrgId: orgs.station, contact: '13800005678' },
  })
  return find(number)
}
async function find(number: string) {
  const { items } = await admin.get(listIncidents, { query: { limit: 200 } })
  const found = items.find((one) => one.number === number)
  if (!found) throw new Error(`${number} is not listed`)
  return found
}
function passTime(hours: number): Promise<number> {
  installation.setNow(new Date(services.clock.now().getTime() + hours * HOUR_MS))
  return fireTimers({ ...services, now: services.clock.now() }, services.jobs.timers)
}

test('a report goes to a named person outside the station, who has a day; the station does not see it', async () => {
  const incident = await reported()
  expect(incident).toMatchObject({
    state: 'reported',
    handlerOrgName: 'institute',
    escalations: 0,
    words: '志愿者上门时老人摔倒',
  })
  expect(incident.answerable).toMatch(/^institute-officer/)
  expect(Date.parse(incident.dueAt ?? '') - services.clock.now().getTime()).toBe(24 * HOUR_MS)
  expect((await head.call(listIncidents, {})).statusCode).toBe(403)
  const { rows } = await installation.admin.pool.query('select i::text as text from incidents i where number = $1', [
    incident.number,
  ])
  expect(rows[0].text).not.toContain(Buffer.from('摔倒').toString('hex'))
  expect(rows[0].text).not.toContain('13800005678')
})

test('taken in time nothing escalates; noted, resolved, reopened, closed', async () => {
  const { id, number } = await reported()
  const act = (move: 'take' | 'add-note' | 'resolve' | 'reopen' | 'close', words = '') =>
    officer.get(moveIncident, { params: { id }, body: { move, words } })
  expect(
    (await officer.call(moveIncident, { params: { id }, body: { move: 'resolve', words: '没事' } })).statusCode,
  ).toBe(409)
  await act('take')
  expect((await officer.call(moveIncident, { params: { id }, body: { move: 'add-note' } })).statusCode).toBe(400)
  await act('add-note', '已联系家属')
  await passTime(25)
  expect(await find(number)).toMatchObject({ state: 'taken', escalations: 0 })
  expect(await act('resolve', '已送医，平安')).toMatchObject({ state: 'resolved', dueAt: null })
  await act('reopen', '家属又来电')
  await act('resolve', '再次处理')
  expect(await act('close')).toMatchObject({ state: 'closed', availableMoves: [] })
  expect((await find(number)).notes.map((note) => note.words)).toEqual([
    '',
    '已联系家属',
    '已送医，平安',
    '家属又来电',
    '再次处理',
    '',
  ])
})

test('three years after it was closed its words and contact are gone, that it was stays, and the chain checks', async () => {
  const { id, number } = await reported('老人家中煤气味很重')
  const act = (move: 'take' | 'resolve' | 'close', words = '') =>
    officer.get(moveIncident, { params: { id }, body: { move, words } })
  await act('take')
  await act('resolve', '已请燃气公司检修')
  await act('close')
  const closedAt = services.clock.now()
  const hourly = () => services.jobs.hourly.get('incidents')?.()
  const years = (count: number) => new Date(closedAt.getTime() + count * 365.25 * 24 * HOUR_MS)
  installation.setNow(years(2.9))
  await hourly()
  installation.setNow(closedAt)
  expect(await find(number)).toMatchObject({ words: '老人家中煤气味很重' })
  installation.setNow(years(3.1))
  await hourly()
  installation.setNow(closedAt)
  expect(await find(number)).toMatchObject({ state: 'closed', words: '', contact: '' })
  expect((await find(number)).notes.map((note) => note.words)).toEqual(['', '', ''])
  const everything = { role: 'yimi_app' as const, orgs: Object.values(orgs) }
  expect((await inScope(services.database, everything, verifyChains)).faults).toEqual([])
})

test('nobody takes it in a day: the unit above becomes answerable, and again a day later nobody is left out', async () => {
  const { number } = await reported()
  await passTime(23)
  expect(await find(number)).toMatchObject({ escalations: 0 })
  await passTime(1.1)
  const first = await find(number)
  expect(first).toMatchObject({ escalations: 1, state: 'reported' })
  expect(first.answerable).toMatch(/^district-admin/)
  await passTime(24.1)
  expect(await find(number)).toMatchObject({ escalations: 2, answerable: first.answerable })
})

test('taken and then left lying, it escalates after three days', async () => {
  const { id, number } = await reported()
  await officer.get(moveIncident, { params: { id }, body: { move: 'take' } })
  await passTime(71)
  expect(await find(number)).toMatchObject({ escalations: 0 })
  await passTime(2)
  expect(await find(number)).toMatchObject({ escalations: 1, state: 'taken' })
})

test('no sequence of moves leads an incident out of its declared states', async () => {
  installation.setNow(NOW)
  const staffOf = { role: 'institute-officer' as const, orgId: orgs.station, area: new Set([orgs.station]) }
  const staff = {
    ...systemActor([orgs.station]),
    kind: 'account' as const,
    accountId: officer.accountId,
    roles: [staffOf],
  }
  await playRandomMoves(installation, incidentRules, {
    make: () =>
      inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, async (tx) => {
        const [id, now] = [newId(), services.clock.now()]
        const key = await dataKeyFor(tx, services.keyring, { kind: 'record', id }, now)
        await insertIncident(tx, {
          id,
          org_id: orgs.station,
          about_org_id: null,
          number: await nextNumber(tx, '2026'),
          kind: 'other',
          words_enc: null,
          contact_enc: null,
          key_id: key?.id ?? '',
          answerable_id: null,
          reported_at: now,
          due_at: now,
        })
        const holder = { tx, keyring: services.keyring, now, actor: linkHolder(orgs.station) }
        await begin(holder, incidentRules, { recordId: id, orgId: orgs.station })
        return id
      }),
    needs: { words: '已处理' },
    actorFor: ({ who }) => (who.includes('system') ? systemActor([orgs.station]) : staff),
  })
})

test('two people kept apart may not meet either way, from any area; ended, they may', async () => {
  const [a, b, c] = [
    await installation.as('moderator', 'station'),
    await installation.as('moderator', 'station'),
    await installation.as('moderator', 'station'),
  ]
  const meet = (first: string, second: string, org: 'station' | 'otherStation') =>
    inScope(services.database, { role: 'yimi_app', orgs: [orgs[org]] }, (tx) => mayMeet(tx, first, second))
  expect(await meet(a.personId, b.personId, 'station')).toBe(true)
  const { id } = await officer.get(addNoMatch, {
    body: { orgId: orgs.institute, firstId: b.personId, secondId: a.personId, reason: '有过纠纷' },
  })
  for (const org of ['station', 'otherStation'] as const) {
    expect(await meet(a.personId, b.personId, org)).toBe(false)
    expect(await meet(b.personId, a.personId, org)).toBe(false)
    expect(await meet(a.personId, c.personId, org)).toBe(true)
  }
  const pairs = await inScope(services.database, { role: 'yimi_app', orgs: [] }, (tx) =>
    keptApart(tx, [a.personId, b.personId, c.personId]),
  )
  expect(pairs).toEqual([[a.personId, b.personId].sort()])
  // The station sees that they must not, not why.
  expect((await head.get(listNoMatches, {})).items).toEqual([])
  expect((await officer.get(listNoMatches, {})).items[0]).toMatchObject({ reason: '有过纠纷' })
  const { rows } = await installation.admin.pool.query('select n::text as text from no_matches n')
  expect(rows[0].text).not.toContain(Buffer.from('纠纷').toString('hex'))
  await officer.get(endNoMatch, { params: { id }, body: { reason: '已调解' } })
  expect(await meet(a.personId, b.personId, 'station')).toBe(true)
})
