import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../clock.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Database, Tx } from '../database/database.ts'
import { inScope } from '../database/scope.ts'
import { fireTimers } from '../flow/fire-timers.ts'
import { sealHeads } from '../flow/seal-heads.ts'
import type { Log } from '../log.ts'

/** An effect of a move, after its commit. At least once: a handler must bear being called twice. */
export type Effect = { topic: string; orgId: string; recordId: string; seq: number; toState: string }
export type EffectHandler = (effect: Effect) => Promise<void>
export type TimerHandler = Parameters<typeof fireTimers>[1] extends ReadonlyMap<string, infer H> ? H : never

/** What modules register with the jobs role. */
export type JobRegistry = {
  effects: Map<string, EffectHandler>
  timers: Map<string, TimerHandler>
  /** Others that hear of events, each from a queue of its own, so that one's failure is not another's. */
  hearers: Map<string, { topics: ReadonlySet<string>; hear: EffectHandler }>
  /** What looks for work by itself: at the same times as outbox and timers, each in a run of its own. */
  rounds: Map<string, () => Promise<void>>
  /** Looked at once an hour: what is kept no longer. */
  hourly: Map<string, () => Promise<void>>
}

export type Jobs = {
  stop(): Promise<void> /** Does what is waiting, now: outbox, timers, seals. */
  drain(): Promise<void>
}

/** Timers and outbox are looked at this often, besides at once when something was written. */
const POLL_MS = 5_000
/** What is written in such a short time is handed over together. */
const GATHER_MS = 150
const IDEMPOTENCY_HOURS = 24
const EFFECTS_QUEUE = 'effects'
const HOUSEKEEPING_QUEUE = 'housekeeping'
const SEAL_QUEUE = 'seal-heads'

export async function startJobs(services: {
  database: Database
  runUrl: string
  bus: Bus
  keyring: Keyring
  clock: Clock
  log: Log
  registry: JobRegistry
}): Promise<Jobs> {
  const { database, log, clock, registry } = services
  const boss = new PgBoss({ connectionString: services.runUrl, schema: 'pgboss', createSchema: false, max: 3 })
  boss.on('error', (error: Error) => log.warn({ err: error }, 'jobs are away'))
  await boss.start()
  await boss.createQueue('effects-failed')
  await boss.createQueue(EFFECTS_QUEUE, {
    retryLimit: 8,
    retryDelay: 2,
    retryBackoff: true,
    deadLetter: 'effects-failed',
  })
  await boss.createQueue(SEAL_QUEUE)
  await boss.createQueue(HOUSEKEEPING_QUEUE)
  await boss.work<Effect>(EFFECTS_QUEUE, { pollingIntervalSeconds: 0.5, batchSize: 10 }, async (jobs) => {
    for (const job of jobs) await registry.effects.get(job.data.topic)?.(job.data)
  })
  await boss.work(SEAL_QUEUE, async () => {
    await inScope(database, { role: 'yimi_jobs' }, (tx) => sealHeads(tx, clock.now()))
  })
  await boss.work(HOUSEKEEPING_QUEUE, async () => {
    await inScope(database, { role: 'yimi_jobs' }, (tx) => forgetOld(tx, clock.now()))
    for (const [name, work] of registry.hourly)
      await work().catch((error: Error) =>
        log.warn({ err: error, name }, 'hourly work failed, the next hour tries again'),
      )
  })
  for (const [name, { hear }] of registry.hearers) {
    await boss.createQueue(name, { retryLimit: 8, retryDelay: 2, retryBackoff: true, deadLetter: 'effects-failed' })
    await boss.work<Effect>(name, { pollingIntervalSeconds: 0.5, batchSize: 10 }, async (jobs) => {
      for (const job of jobs) await hear(job.data)
    })
  }
  await boss.schedule(SEAL_QUEUE, '* * * * *')
  await boss.schedule(HOUSEKEEPING_QUEUE, '17 * * * *')

  const handOver = () =>
    inScope(database, { role: 'yimi_jobs' }, (tx) => handOutbox(tx, services.bus, boss, registry, clock.now()))
  const fire = () => fireTimers({ database, keyring: services.keyring, now: clock.now() }, registry.timers)
  const run = onceAtATime(async () => {
    while ((await handOver()) > 0);
    await fire()
  }, log)
  const rounds = [...registry.rounds.values()].map((round) => onceAtATime(round, log))
  const look = () => {
    void run()
    for (const round of rounds) void round()
  }
  const soon = atMostEvery(GATHER_MS, look)
  services.bus.onOutbox(soon.call)
  const poll = setInterval(look, POLL_MS)
  await run()
  for (const round of rounds) void round()
  return {
    async drain() {
      await run()
      await Promise.all(rounds.map((round) => round()))
      await inScope(database, { role: 'yimi_jobs' }, (tx) => sealHeads(tx, clock.now()))
    },
    async stop() {
      clearInterval(poll)
      soon.stop()
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

/** Hands waiting effects to the queue in the transaction that marks them, and tells the pages. */
async function handOutbox(tx: Tx, bus: Bus, boss: PgBoss, registry: JobRegistry, now: Date): Promise<number> {
  const rows = await tx
    .selectFrom('outbox')
    .select(['id', 'topic', 'org_id', 'payload'])
    .where('handed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(200)
    .forUpdate()
    .skipLocked()
    .execute()
  if (rows.length === 0) return 0
  const effects = rows.map((row) => ({
    topic: row.topic,
    orgId: row.org_id,
    ...(row.payload as { recordId: string; seq: number; toState: string }),
  }))
  await tx
    .updateTable('outbox')
    .set({ handed_at: now })
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute()
  for (const effect of effects.filter((one) => registry.effects.has(one.topic))) await boss.send(EFFECTS_QUEUE, effect)
  for (const [name, { topics }] of registry.hearers)
    for (const effect of effects.filter((one) => topics.has(one.topic))) await boss.send(name, effect)
  await bus.publish(...effects.map(({ topic, orgId, recordId }) => ({ topic, orgId, recordId })))
  return rows.length
}

async function forgetOld(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - IDEMPOTENCY_HOURS * 3_600_000)
  await tx.deleteFrom('idempotency_keys').where('created_at', '<', before).execute()
  await sql`delete from outbox where handed_at < ${before}`.execute(tx)
}

/** At once when it has been quiet, and once more after a burst: never more often than this. */
function atMostEvery(ms: number, work: () => void): { call(): void; stop(): void } {
  let [last, timer]: [number, NodeJS.Timeout | undefined] = [Number.NEGATIVE_INFINITY, undefined]
  function run(): void {
    clearTimeout(timer)
    timer = undefined
    last = performance.now()
    work()
  }
  return {
    call() {
      const wait = last + ms - performance.now()
      if (wait <= 0) run()
      else timer ??= setTimeout(run, wait)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Never two runs at a time; a call during a run is followed by one more run. */
function onceAtATime(work: () => Promise<void>, log: Log): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false
  return async function run(): Promise<void> {
    if (running) {
      again = true
      return running
    }
    running = (async () => {
      do {
        again = false
        await work().catch((error: Error) => log.warn({ err: error }, 'jobs could not run, will try again'))
      } while (again)
    })()
    try {
      await running
    } finally {
      running = undefined
    }
  }
}
