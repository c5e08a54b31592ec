/** Sixty callers for five places, round after round, and the same offers accepted thousands of times: never more than one a place. */
import { cpus, loadavg, totalmem } from 'node:os'
import { CallError, newKey } from '@yimi/contract/client.ts'
import { getOrder, moveOrder, submitOrder } from '@yimi/contract/order-desk.ts'
import { moveMyPlace, movePlace, offerPlace } from '@yimi/contract/order-place.ts'
import pg from 'pg'
import { inParallel, openStreet, plantStreet, type Street, type Volunteer } from '../bench/order-lives.ts'
import { newDataDir, startYimi } from '../e2e/running-yimi.ts'
import { databaseUrl } from '../e2e/yimi-database.ts'

const CALLERS = 60
const PLACES = 5
/** The same offer is accepted so often at once. */
const AT_ONCE = 50
const DAY_MS = 86_400_000

/** `npm run drill -- offers [ROUNDS] [ACCEPTS] [MINUTES]`: as many as fit into the time, half of it for each. */
const [rounds = 100, accepts = 10_000, minutes = 60] = process.argv.slice(2).map(Number)
const startedAt = Date.now()
const yimi = await startYimi({
  dataDir: newDataDir(),
  env: { YIMI_RATE_LIMIT_FACTOR: '10000', YIMI_LOG_LEVEL: 'silent' },
})
const pool = new pg.Pool({ connectionString: databaseUrl(yimi), max: 4 })
const faults: string[] = []
const codes = new Map<string, number>()
try {
  await plantStreet(yimi, pool, { residents: 50, orders: 50, staff: 4, volunteers: CALLERS, lives: 0 })
  const street = await openStreet(yimi, pool)
  const claimed = await claimRounds(street, Date.now() + minutes * 30_000)
  const accepted = await acceptOffers(street, Date.now() + minutes * 30_000)
  faults.push(...(await placesTakenTwice()))
  console.log(
    JSON.stringify({
      drill: 'offers',
      date: new Date().toISOString().slice(0, 10),
      machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
      load: loadavg().map((one) => Math.round(one * 10) / 10),
      minutes: Math.round((Date.now() - startedAt) / 6_000) / 10,
      wanted: { rounds, accepts },
      rounds: claimed,
      claims: claimed * CALLERS,
      accepts: accepted,
      answers: Object.fromEntries(codes),
      faults,
    }),
  )
} finally {
  await pool.end()
  await yimi.stop()
  yimi.remove()
}
process.exit(faults.length === 0 ? 0 : 1)

async function claimRounds(street: Street, until: number): Promise<number> {
  let round = 0
  for (; round < rounds && Date.now() < until; round += 1) {
    const places = await readyPlaces(street, round, PLACES)
    for (const id of places)
      await street.staff[0]?.call(movePlace, { params: { id }, body: { move: 'open-claim', needs: {} } })
    const given = await Promise.all(
      street.volunteers.map((one, at) => take(one, places[(at + round) % PLACES] ?? '', 'claim')),
    )
    const got = given.filter((one) => one).length
    if (got !== PLACES) faults.push(`round ${round}: ${got} of ${PLACES} places given`)
    if (round % 10 === 9) console.log(`${round + 1} rounds, ${got} places given in the last`)
  }
  return round
}

async function acceptOffers(street: Street, until: number): Promise<number> {
  let made = 0
  for (let offer = 0; made < accepts && Date.now() < until; offer += 1) {
    const [id = ''] = await readyPlaces(street, offer, 1)
    const volunteer = street.volunteers[offer % street.volunteers.length]
    if (!volunteer) throw new Error('nobody to be asked')
    await street.staff[0]?.call(offerPlace, { params: { id }, body: { personId: volunteer.personId } })
    const given = await inParallel(AT_ONCE, () => take(volunteer, id, 'accept'), AT_ONCE)
    const got = given.filter((one) => one).length
    if (got !== 1) faults.push(`offer ${offer}: accepted ${got} times`)
    made += AT_ONCE
    if (offer % 20 === 19) console.log(`${made} accepts of ${offer + 1} offers`)
  }
  return made
}

/** Did the caller get it? Whoever is told that the server is not ready asks again with the same key, as a page does. */
async function take({ caller }: Volunteer, id: string, move: 'claim' | 'accept'): Promise<boolean> {
  const key = newKey()
  for (;;) {
    try {
      await caller.call(moveMyPlace, { params: { id }, body: { move, needs: {} } }, { key })
      note('given')
      return true
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      note(error.problem.code)
      if (!error.is('not-ready')) return false
    }
  }
}

function note(code: string): void {
  codes.set(code, (codes.get(code) ?? 0) + 1)
}

async function readyPlaces({ staff, residents, orgId }: Street, at: number, persons: number): Promise<string[]> {
  const [desk] = staff
  if (!desk) throw new Error('nobody is at the desk')
  const person = { id: residents[at % residents.length] ?? '' }
  const { order } = await desk.call(submitOrder, { body: { orgId, channel: 'phone', person, words: '搬一下柜子' } })
  const params = { id: order.id }
  await desk.call(moveOrder, { params, body: { move: 'take', needs: { words: '已回电' } } })
  const window = { from: dayIn(0), until: dayIn(14) }
  await desk.call(moveOrder, { params, body: { move: 'make-ready', needs: { window, persons } } })
  return (await desk.call(getOrder, { params })).placeList.map((place) => place.id)
}

/** Places that were given more than once, in their own chains. */
async function placesTakenTwice(): Promise<string[]> {
  const { rows } = await pool.query<{ record_id: string; count: number }>(
    `select record_id, count(*)::int as count from events
     where kind = 'order-place' and move in ('claim', 'accept') and at >= $1 group by record_id having count(*) > 1`,
    [new Date(startedAt)],
  )
  return rows.map((row) => `place ${row.record_id} was given ${row.count} times`)
}

function dayIn(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10)
}
