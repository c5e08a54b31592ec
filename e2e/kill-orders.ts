import { checkChain } from '@yimi/contract/audit.ts'
import { newKey } from '@yimi/contract/client.ts'
import { orderFlow } from '@yimi/contract/order.ts'
import { getOrder, moveOrder, submitOrder } from '@yimi/contract/order-desk.ts'
import { moveMyPlace, offerPlace, orderPlaceFlow } from '@yimi/contract/order-place.ts'
import { listPeople } from '@yimi/contract/person.ts'
import { checkIdentity, listVolunteers } from '@yimi/contract/volunteer.ts'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { pagesReady, seeded, untilAcknowledged } from './kill-rounds.ts'
import { plantedDataDir, type RunningYimi, startYimi } from './running-yimi.ts'
import { askDatabase } from './yimi-database.ts'

export type OrderKillReport = {
  kills: number
  /** Writes that were answered: orders sent, and moves of orders and places. */
  acknowledged: number
  orders: number
  /** Answered, and not there. */
  lost: string[]
  /** There more than once: a move in a log, or the words of an order in two orders. */
  doubled: string[]
  /** Records whose state is not what their own events lead to, move by move. */
  astray: string[]
  chainFaults: number
  slowestRecoveryMs: number
}

type Written = { recordId: string; move: string }
type Logged = { kind: string; record_id: string; move: string; state: string }

const VICTIMS = [['web'], ['postgres'], ['web', 'postgres']] as const
/** Who writes orders down, and which volunteer is asked for them: three pairs at once. */
const PAIRS = [
  ['duty-officer', 'volunteer'],
  ['station-head', 'team-leader'],
  ['duty-officer', 'team-leader'],
] as const
const VOLUNTEERS = { volunteer: '苏晴', 'team-leader': '龚建华' } as const
/** How long it writes before the next kill; chosen anew for each, so that it falls at different points of a life. */
const WRITE_MS_MAX = 1_200
/** The supervisor waits longer, up to 10 s, before it starts again what keeps dying. */
const RECOVERY_MS_MAX = 60_000
const DAY_MS = 86_400_000
const PLANS = { order: orderFlow, 'order-place': orderPlaceFlow }

/**
 * Sends, reviews, offers and accepts orders without pause, kills -9 the web role, PostgreSQL or both in the midst of it, and
 * at the end looks for every answered write exactly once.
 */
export async function killOrders(given: {
  kills: number
  seed: number
  minutes?: number
  say?: (line: string) => void
}): Promise<OrderKillReport> {
  const random = seeded(given.seed)
  const yimi = await startYimi({ dataDir: plantedDataDir(), env: { YIMI_RATE_LIMIT_FACTOR: '1000' } })
  const endsAt = Date.now() + (given.minutes ?? 60) * 60_000
  let [kills, slowest] = [0, 0]
  try {
    const trial = await createTrial(yimi)
    const writing = trial.writeUntilStopped()
    while (kills < given.kills && Date.now() < endsAt) {
      const victims = VICTIMS[Math.floor(random() * VICTIMS.length)] ?? VICTIMS[0]
      await new Promise((done) => setTimeout(done, random() * WRITE_MS_MAX))
      for (const part of victims) process.kill(yimi.pid(part), 'SIGKILL')
      kills += 1
      const killedAt = Date.now()
      await waitFor(`readiness after killing ${victims.join(' and ')}`, () => pagesReady(yimi), RECOVERY_MS_MAX)
      await trial.writesAgain()
      const recovery = Date.now() - killedAt
      slowest = Math.max(slowest, recovery)
      given.say?.(
        `kill ${kills}: ${victims.join(' + ')}, writing again after ${recovery} ms, ${trial.written.length} acknowledged`,
      )
    }
    trial.stop()
    await writing
    return { kills, slowestRecoveryMs: slowest, ...(await trial.check()) }
  } finally {
    await yimi.stop()
    yimi.remove()
  }
}

type Trial = { written: Written[]; wordsOf: Map<string, string>; isStopped: () => boolean }

async function createTrial(yimi: RunningYimi) {
  const callers = new Map<string, ApiCaller>()
  for (const name of new Set(PAIRS.flat())) callers.set(name, await signInAs(yimi, name))
  const head = callerOf(callers, 'station-head')
  const personIds = new Map<string, string>()
  for (const [username, name] of Object.entries(VOLUNTEERS)) {
    const [found] = (await head.call(listVolunteers, { query: { search: name } })).items
    await head.call(checkIdentity, { params: { id: found?.id ?? '' } })
    personIds.set(username, found?.personId ?? '')
  }
  const [resident] = (await head.call(listPeople, { query: { status: 'living', limit: 1 } })).items
  if (!resident) throw new Error('the demonstration has no resident')
  let stopped = false
  let count = 0
  const trial: Trial = { written: [], wordsOf: new Map(), isStopped: () => stopped }
  return {
    written: trial.written,
    async writeUntilStopped() {
      await Promise.all(
        PAIRS.map(async ([desk, volunteer]) => {
          const people = { desk: callerOf(callers, desk), volunteer: callerOf(callers, volunteer) }
          while (!stopped) {
            count += 1
            const words = `试验点单第${count}号`
            await liveOne(trial, { ...people, volunteerId: personIds.get(volunteer) ?? '', resident, words })
          }
        }),
      )
    },
    /** One more write must go through after the recovery, so that «ready» means that it writes. */
    async writesAgain() {
      const before = trial.written.length
      await waitFor('a write after the recovery', () => trial.written.length > before, RECOVERY_MS_MAX)
    },
    stop() {
      stopped = true
    },
    check: () => checkAll(yimi, trial, { head, personId: resident.id }),
  }
}

function callerOf(callers: ReadonlyMap<string, ApiCaller>, username: string): ApiCaller {
  const found = callers.get(username)
  if (!found) throw new Error(`${username} is not signed in`)
  return found
}

type Life = {
  desk: ApiCaller
  volunteer: ApiCaller
  volunteerId: string
  resident: { id: string; orgId: string }
  words: string
}

/** One order from the telephone to the volunteer's yes; broken off where the trial stops before an answer. */
async function liveOne(trial: Trial, { desk, volunteer, volunteerId, resident, words }: Life): Promise<void> {
  const write = <T>(send: (options: { key: string }) => Promise<T>) => {
    const key = newKey()
    return untilAcknowledged(() => send({ key }), trial.isStopped)
  }
  const body = { orgId: resident.orgId, channel: 'phone' as const, person: { id: resident.id }, words }
  const sent = await write((options) => desk.call(submitOrder, { body }, options))
  if (!sent) return
  const params = { id: sent.order.id }
  trial.wordsOf.set(params.id, words)
  trial.written.push({ recordId: params.id, move: 'create' })
  const window = { from: dayIn(0), until: dayIn(14) }
  for (const made of [
    { move: 'take' as const, needs: { words: '已回电' } },
    { move: 'make-ready' as const, needs: { window } },
  ]) {
    if (!(await write((options) => desk.call(moveOrder, { params, body: made }, options)))) return
    trial.written.push({ recordId: params.id, move: made.move })
  }
  const read = await untilAcknowledged(() => desk.call(getOrder, { params }), trial.isStopped)
  const placeId = read?.placeList[0]?.id
  if (!placeId) return
  const place = { params: { id: placeId } }
  const asked = { ...place, body: { personId: volunteerId } }
  if (!(await write((options) => desk.call(offerPlace, asked, options)))) return
  trial.written.push({ recordId: placeId, move: 'offer' })
  const accepted = { ...place, body: { move: 'accept' as const } }
  if (!(await write((options) => volunteer.call(moveMyPlace, accepted, options)))) return
  trial.written.push({ recordId: placeId, move: 'accept' })
}

/** What the database holds of the trial's resident, read past every policy, beside what was answered. */
async function checkAll(yimi: RunningYimi, trial: Trial, given: { head: ApiCaller; personId: string }) {
  const logged = (await askDatabase(
    yimi,
    `select e.kind, e.record_id, e.move, r.state from events e join (
       select 'order' as kind, id, state from orders where person_id = $1 union all
       select 'order-place', p.id, p.state from order_places p join orders o on o.id = p.order_id where o.person_id = $1
     ) r on r.kind = e.kind and r.id = e.record_id order by e.kind, e.record_id, e.seq`,
    [given.personId],
  )) as Logged[]
  const counts = new Map<string, number>()
  for (const { record_id, move } of logged)
    counts.set(`${record_id} ${move}`, (counts.get(`${record_id} ${move}`) ?? 0) + 1)
  const answered = trial.written.map((one) => `${one.recordId} ${one.move}`)
  const orderIds = new Set(logged.filter((one) => one.kind === 'order').map((one) => one.record_id))
  const doubledWords: string[] = []
  const knownWords = new Set(trial.wordsOf.values())
  // An order that nobody was answered for may be there; the words of one that was answered may not be there again.
  for (const id of orderIds) {
    if (trial.wordsOf.has(id)) continue
    const { words } = await given.head.call(getOrder, { params: { id } })
    if (knownWords.has(words)) doubledWords.push(words)
  }
  const auditor = await signInAs(yimi, 'audit-admin')
  return {
    acknowledged: answered.length,
    orders: trial.wordsOf.size,
    lost: answered.filter((one) => !counts.has(one)),
    doubled: [...answered.filter((one) => (counts.get(one) ?? 0) > 1), ...doubledWords],
    astray: astray(logged),
    chainFaults: (await auditor.call(checkChain, {})).faults.length,
  }
}

/** Walks every log through its flow from the first state. */
function astray(logged: readonly Logged[]): string[] {
  return [...Map.groupBy(logged, (one) => `${one.kind} ${one.record_id}`)].flatMap(([name, events]) => {
    const [first] = events
    const plan = PLANS[first?.kind === 'order' ? 'order' : 'order-place']
    const moves: Readonly<Record<string, { from: readonly string[]; to?: string }>> = plan.moves
    let state: string = plan.initial
    for (const { move } of events.slice(1)) {
      const made = moves[move]
      if (!made?.from.includes(state)) return [`${name}: ${move} from ${state}`]
      state = made.to ?? state
    }
    return first?.move === 'create' && first.state === state
      ? []
      : [`${name}: ${first?.state}, its events say ${state}`]
  })
}

function dayIn(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10)
}
