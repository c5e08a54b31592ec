/** Staff, volunteers and residents of the bench of orders, and one order's whole life over HTTP. */
import { CallError, call, newKey } from '@yimi/contract/client.ts'
import { getOrder, getOrderBoard, listOrders, moveOrder, submitOrder } from '@yimi/contract/order-desk.ts'
import { listMyPlaces, moveMyPlace, movePlace, offerPlace } from '@yimi/contract/order-place.ts'
import type { Role } from '@yimi/contract/roles.ts'
import { getMe } from '@yimi/contract/session.ts'
import { checkIdentity, registerVolunteer } from '@yimi/contract/volunteer.ts'
import type { Pool } from 'pg'
import { newSecret } from '../apps/server/src/platform/crypto/passwords.ts'
import { newId } from '../apps/server/src/platform/new-id.ts'
import { SESSION_COOKIE } from '../apps/server/src/platform/sessions/session-store.ts'
import { type ApiCaller, signInAs } from '../e2e/api-caller.ts'
import type { RunningYimi } from '../e2e/running-yimi.ts'
import { plantHistory } from './plant-history.ts'

export type Size = { residents: number; orders: number; staff: number; volunteers: number; lives: number }
export type Volunteer = { caller: ApiCaller; personId: string; slots: number }
export type Street = { orgId: string; staff: ApiCaller[]; volunteers: Volunteer[]; residents: string[] }
/** How long every read and write took, in milliseconds, and how many were told to come again. */
export type Times = { reads: number[]; writes: number[]; again: number }

const MINUTE_MS = 60_000
const SLOT_MINUTES = 10
const DAYS = 14
/** Writes by one life, each a transaction. */
export const WRITES = 11
/** Requests under way at once while the street is planted. */
const PLANTERS = 8

/** Volunteers over the same routes as in use; accounts and what ten years left straight into the database. */
export async function plantStreet(yimi: RunningYimi, pool: Pool, size: Size): Promise<void> {
  const head = await signInAs(yimi, 'station-head')
  const orgId = (await head.call(getMe, {})).assignments[0]?.orgId ?? ''
  const staff = await inParallel(size.staff, () => makeAccount(pool, { role: 'duty-officer', orgId }))
  const volunteers = await inParallel(size.volunteers, async (index) => {
    const contact = String(13_900_000_000 + index)
    const found = await head.call(registerVolunteer, { body: { orgId, name: `志愿者${index}`, contact } })
    await head.call(checkIdentity, { params: { id: found.id } })
    await makeAccount(pool, { role: 'volunteer', orgId, personId: found.personId })
    return found.personId
  })
  await plantHistory(yimi, { ...size, orgId, staff, volunteers })
}

/** Opens a session for everybody of a planted street. */
export async function openStreet(yimi: RunningYimi, pool: Pool): Promise<Street> {
  const { rows } = await pool.query<{ id: string; person_id: string; org_id: string; role: string }>(
    `select a.id, a.person_id, a.org_id, r.role from accounts a join role_assignments r on r.account_id = a.id
     where a.username like 'bench-%' order by a.id`,
  )
  const orgId = rows[0]?.org_id ?? ''
  const residents = await pool.query<{ person_id: string }>(
    "select distinct person_id from orders where org_id = $1 and number like 'P0%' limit 20000",
    [orgId],
  )
  const opened = await inParallel(rows.length, async (index) => {
    const { id, person_id: personId = '', role } = rows[index] ?? {}
    return { role, personId, slots: 0, caller: await openSession(yimi, pool, id ?? '') }
  })
  return {
    orgId,
    staff: opened.flatMap((one) => (one.role === 'volunteer' ? [] : [one.caller])),
    volunteers: opened.filter((one) => one.role === 'volunteer'),
    residents: residents.rows.map((row) => row.person_id),
  }
}

export async function inParallel<T>(
  count: number,
  work: (index: number) => Promise<T>,
  workers = PLANTERS,
): Promise<T[]> {
  const made: T[] = []
  let next = 0
  async function turn(): Promise<void> {
    while (next < count) {
      const index = next
      next += 1
      made[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: workers }, turn))
  return made
}

async function makeAccount(pool: Pool, given: { role: Role; orgId: string; personId?: string }): Promise<string> {
  const { role, orgId } = given
  const accountId = newId()
  const personId = given.personId ?? newId()
  if (!given.personId)
    await pool.query('insert into people (id, org_id, created_at) values ($1, $2, now())', [personId, orgId])
  await pool.query(
    `insert into accounts (id, person_id, org_id, username, display_name, password_hash, created_at)
     values ($1, $2, $3, $4, $5, 'x', now())`,
    [accountId, personId, orgId, `bench-${accountId.slice(-12)}`, role],
  )
  await pool.query(
    'insert into role_assignments (id, account_id, role, org_id, given_at) values ($1, $2, $3, $4, now())',
    [newId(), accountId, role, orgId],
  )
  return accountId
}

async function openSession(yimi: RunningYimi, pool: Pool, accountId: string): Promise<ApiCaller> {
  const { secret, hash } = newSecret()
  await pool.query(
    `insert into sessions (id, account_id, token_hash, started_at, last_seen_at, expires_at, second_factor_at)
     values ($1, $2, $3, now(), now(), now() + interval '10 hours', now())`,
    [newId(), accountId, hash],
  )
  const cookie = `${SESSION_COOKIE}=${secret}`
  return {
    cookie,
    call: (route, input, options) => call(route, input, { ...options, baseUrl: yimi.url, headers: { cookie } }),
  }
}

async function send(street: Street, index: number, options: { key: string }) {
  const { residents, orgId } = street
  const person = { id: residents[index % residents.length] ?? '' }
  const body = { orgId, channel: 'phone' as const, person, words: '厨房的灯坏了，够不着' }
  return (await staffOf(street, index).call(submitOrder, { body }, options)).order.id
}

function staffOf({ staff }: Street, index: number): ApiCaller {
  const [first] = staff
  const found = staff[index % staff.length] ?? first
  if (!found) throw new Error('nobody is at the desk')
  return found
}

/** Sent, reviewed, offered, accepted, a time made, begun, done, confirmed, rated, closed; looked at on the way as pages do. */
export async function liveOne(street: Street, index: number, volunteer: Volunteer, times: Times): Promise<void> {
  const desk = staffOf(street, index)
  const write = async <T>(work: (options: { key: string }) => Promise<T>) => {
    const key = newKey()
    return timed(times, times.writes, () => work({ key }))
  }
  const read = <T>(work: () => Promise<T>) => timed(times, times.reads, work)
  const startsAt = Date.now() + volunteer.slots * SLOT_MINUTES * MINUTE_MS
  volunteer.slots += 1

  const id = await write((options) => send(street, index, options))
  const params = { id }
  const order = (move: 'take' | 'make-ready' | 'confirm' | 'rate' | 'close', needs = {}) =>
    write((options) => desk.call(moveOrder, { params, body: { move, needs } }, options))
  await read(() => desk.call(listOrders, { query: {} }))
  await order('take', { words: '已回电' })
  await order('make-ready', { window: { from: dayIn(0), until: dayIn(DAYS) } })
  const placeId = (await read(() => desk.call(getOrder, { params }))).placeList[0]?.id ?? ''
  const place = { params: { id: placeId } }
  await write((options) => desk.call(offerPlace, { ...place, body: { personId: volunteer.personId } }, options))
  await read(() => volunteer.caller.call(listMyPlaces, {}))
  await write((options) => volunteer.caller.call(moveMyPlace, { ...place, body: { move: 'accept' } }, options))
  const step = (move: 'schedule' | 'start' | 'deliver', needs: Record<string, unknown>) =>
    write((options) => desk.call(movePlace, { ...place, body: { move, needs } }, options))
  const endsAt = startsAt + SLOT_MINUTES * MINUTE_MS
  await step('schedule', {
    slot: { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(endsAt).toISOString() },
  })
  await step('start', { by: 'paper' })
  await step('deliver', { proof: 'tick' })
  await read(() => desk.call(getOrderBoard, {}))
  await order('confirm', { by: 'call-back' })
  await order('rate', { score: 4, by: 'call-back', words: '谢谢' })
  await order('close')
}

/** As a page does: whoever is told that the server is not ready tries again with the same key; the wait counts. */
async function timed<T>(times: Times, into: number[], work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  for (;;) {
    try {
      const value = await work()
      into.push(performance.now() - startedAt)
      return value
    } catch (error) {
      if (!(error instanceof CallError && error.is('not-ready'))) throw error
      times.again += 1
    }
  }
}

function dayIn(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}
