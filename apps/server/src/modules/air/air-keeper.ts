import { createHash } from 'node:crypto'
import type { Engine } from '@yimi/live/engine.ts'
import { LiveError } from '@yimi/live/live-error.ts'
import { OWN_PAGE } from '@yimi/live/permit/permit.ts'
import { openChannelKey } from '#modules/channels/channels.ts'
import { type OpenSessionKey, openSessionKeys } from '#modules/matrix/matrix.ts'
import type { Bus } from '#platform/bus/bus.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Database, Tx } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import type { Log } from '#platform/log.ts'
import { channelAddresses, type WantedBroadcast, wantedBroadcasts } from './air-queries.ts'
import { foreignLeases, giveLeasesBack, renewLeases, replacePermit, takeLease } from './lease-queries.ts'
import { permitForLease } from './renew-permit.ts'
import { SeenLeases } from './seen-leases.ts'
import { UsedChannels } from './used-channels.ts'

/** The database is looked at this often, besides at once when something moved: a withdrawn gate counts within 2 s. */
const LOOK_EVERY_MS = 1_000
/** What a lease says of itself, for people who read it; other nodes go by whether it is renewed. */
const LEASE_MS = 5_000
const STUDIO_INPUT = 'studio'

type Keeping = {
  engine: Engine
  database: Database
  keyring: Keyring
  bus: Bus
  log: Log
  /** Name of this node, which no other node has. */
  holder: string
  /** Never goes back; `performance.now()` unless a test says otherwise. */
  watch?: () => number
}
type Platform = { id: string; url: string; key: string | undefined; takesSessionKey: boolean }
type Plan = {
  now: Date
  wanted: WantedBroadcast[]
  /** Of what this node carries: the permit, with the number of its lease. */
  permits: ReadonlyMap<string, string>
  platforms: ReadonlyMap<string, Platform>
  sessionKeys: readonly OpenSessionKey[]
}
/** What the engine was told last, by what it was told of. Stream keys are among it: only hashes are remembered. */
class Told {
  readonly #marks = new Map<string, string>()

  has(what: string, value: string): boolean {
    return this.#marks.get(what) === markOf(value)
  }

  keep(what: string, value: string): void {
    this.#marks.set(what, markOf(value))
  }

  forget(start: string): void {
    for (const what of [...this.#marks.keys()]) if (what.startsWith(start)) this.#marks.delete(what)
  }
}

export type AirKeeper = {
  look(): Promise<void>
  /** Looks no more. What is on air stays so until the engine closes. */
  stop(): Promise<void>
  /** To be called when the engine carries nothing any more: another node need not wait for the leases to run out. */
  giveBack(): Promise<void>
}

/**
 * Keeps the engine as the database wants it. It only ever compares and tells: started anew, it finds its way from
 * nothing. While the database is away it changes nothing.
 */
export function keepOnAir(keeping: Keeping): AirKeeper {
  const told = new Told()
  const used = new UsedChannels()
  const seen = new SeenLeases()
  let looking: Promise<void> | undefined
  let again = false

  async function lookOnce(): Promise<void> {
    try {
      const plan = await inScope(keeping.database, { role: 'yimi_jobs' }, (tx) => readPlan(tx, keeping, { seen, told }))
      for (const broadcast of plan.wanted) apply(keeping, told, broadcast, plan)
      forgetOver(keeping.engine, told, plan)
      await used.note(keeping.database, keeping.engine.list(), plan.now)
    } catch (error) {
      seen.forget()
      keeping.log.warn({ err: error }, 'the engine stays as it is, the database does not answer')
    }
  }

  async function look(): Promise<void> {
    if (looking) {
      again = true
      return looking
    }
    looking = (async () => {
      do {
        again = false
        await lookOnce()
      } while (again)
    })()
    await looking.finally(() => {
      looking = undefined
    })
  }

  const forget = keeping.bus.subscribe(() => void look())
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  void look()
  return {
    look,
    async stop() {
      clearInterval(timer)
      forget()
      await looking
    },
    async giveBack() {
      await inScope(keeping.database, { role: 'yimi_jobs' }, (tx) => giveLeasesBack(tx, keeping.holder)).catch(
        (error: Error) => keeping.log.warn({ err: error }, 'the leases run out by themselves'),
      )
    },
  }
}

async function readPlan(tx: Tx, keeping: Keeping, known: { seen: SeenLeases; told: Told }): Promise<Plan> {
  const now = new Date()
  await keepLeases(tx, keeping, known.seen, now)
  const wanted = await wantedBroadcasts(tx, now)
  const permits = await permitsOf(tx, keeping, known.told, { wanted, now })
  const onAir = wanted.filter((one) => one.state === 'on-air')
  const rows = await channelAddresses(tx, [...new Set(onAir.flatMap((one) => one.channel_ids))])
  const platforms = new Map<string, Platform>()
  for (const row of rows) {
    if (row.disabled) continue
    const key = openChannelKey(keeping.keyring, row)
    platforms.set(row.id, { id: row.id, url: row.server, key, takesSessionKey: row.session_key })
  }
  const sessionKeys = await openSessionKeys(
    tx,
    keeping.keyring,
    onAir.map((one) => one.id),
  )
  return { now, wanted, permits, platforms, sessionKeys }
}

async function keepLeases(tx: Tx, { holder, log, watch }: Keeping, seen: SeenLeases, now: Date): Promise<void> {
  const until = new Date(now.getTime() + LEASE_MS)
  await renewLeases(tx, holder, until)
  const foreign = await foreignLeases(tx, holder)
  for (const lease of seen.runOut(foreign, (watch ?? (() => performance.now()))())) {
    log.info({ broadcast: lease.broadcastId, lease: lease.lease + 1 }, 'taken over from another node')
    await takeLease(tx, holder, lease, until)
  }
}

/** The permits of what this node carries; those of a node before are signed anew with the number of the lease. */
async function permitsOf(
  tx: Tx,
  { holder, keyring, log }: Keeping,
  told: Told,
  { wanted, now }: Pick<Plan, 'wanted' | 'now'>,
): Promise<Map<string, string>> {
  const permits = new Map<string, string>()
  for (const { id, state, permit, lease, lease_holder } of wanted) {
    if (state !== 'on-air' || lease_holder !== holder || permit === null) continue
    try {
      const signed = permitForLease(keyring, { token: permit, broadcast: id, lease, now })
      if (signed !== permit) await replacePermit(tx, { broadcastId: id, from: permit, to: signed })
      permits.set(id, signed)
    } catch (error) {
      if (!(error instanceof LiveError)) throw error
      // Said once, not each second until somebody ends a broadcast that runs over.
      if (told.has(`${id} permit-fault`, error.code)) continue
      log.warn({ err: error, broadcast: id }, 'the permit is not in force')
      told.keep(`${id} permit-fault`, error.code)
    }
  }
  return permits
}

/** Tells the engine what differs from what it was told before; a refusal of one thing leaves the others. */
function apply(keeping: Keeping, told: Told, broadcast: WantedBroadcast, plan: Plan): void {
  const { engine, log } = keeping
  const tell = (what: string, value: string, act: () => void) => {
    const about = `${broadcast.id} ${what}`
    if (told.has(about, value)) return
    try {
      act()
      told.keep(about, value)
    } catch (error) {
      log.warn({ err: error, broadcast: broadcast.id, what }, 'the engine refused')
    }
  }
  const over = !['draft', 'in-review', 'returned', 'cleared', 'on-air'].includes(broadcast.state)
  const known = engine.list().some((one) => one.id === broadcast.id)
  if (over) {
    if (known) tell('end', 'ended', () => engine.end(broadcast.id))
    return
  }
  if (!broadcast.ingest_key_sha256) return
  const keySha256 = broadcast.ingest_key_sha256.toString('hex')
  tell('declare', keySha256, () => engine.declare(broadcast.id, { inputs: [{ id: STUDIO_INPUT, keySha256 }] }))
  const permit = plan.permits.get(broadcast.id)
  if (permit === undefined) {
    tell('permit', 'none', () => engine.withdrawPermit(broadcast.id))
    // The next time on air is a new opening: a key that has expired by then is not used.
    told.forget(`${broadcast.id} platform `)
    return
  }
  tellPlatforms(engine, tell, broadcast.id, platformsOf(broadcast, plan, told))
  tell('permit', permit, () => engine.setPermit(broadcast.id, permit))
}

/**
 * What the database does not name any more is over for long, and ends here if nobody could say so in time. The engine
 * takes 256 broadcasts and keeps the last packets of each: without this it would be full one day.
 */
function forgetOver(engine: Engine, told: Told, plan: Plan): void {
  const wanted = new Set(plan.wanted.map((broadcast) => broadcast.id))
  for (const { id } of engine.list()) {
    if (wanted.has(id)) continue
    engine.remove(id)
    told.forget(`${id} `)
  }
}

/**
 * What the broadcast is sent to. An expired key opens no platform; one that was opened with it in time stays, for platforms
 * look at the key when they are opened.
 */
function platformsOf(broadcast: WantedBroadcast, plan: Plan, told: Told): Platform[] {
  return broadcast.channel_ids.flatMap((id) => {
    const platform = plan.platforms.get(id)
    if (!platform) return []
    if (!platform.takesSessionKey) return platform.key === undefined ? [] : [platform]
    const pasted = plan.sessionKeys.find((one) => one.broadcastId === broadcast.id && one.channelId === id)
    if (!pasted) return []
    const opened = { ...platform, url: pasted.url, key: pasted.key }
    const stays = told.has(`${broadcast.id} platform ${id}`, addressOf(opened))
    return pasted.expiresAt > plan.now || stays ? [opened] : []
  })
}

function tellPlatforms(
  engine: Engine,
  tell: (what: string, value: string, act: () => void) => void,
  broadcastId: string,
  wanted: readonly Platform[],
): void {
  for (const platform of wanted)
    tell(`platform ${platform.id}`, addressOf(platform), () =>
      engine.putPlatform(broadcastId, platform.id, { url: platform.url, key: platform.key }),
    )
  // A refused declaration leaves nothing to compare with.
  const present = engine.list().find((one) => one.id === broadcastId)?.platforms ?? []
  for (const { id } of present) {
    if (id === OWN_PAGE || wanted.some((platform) => platform.id === id)) continue
    tell(`platform ${id}`, 'none', () => engine.removePlatform(broadcastId, id))
  }
}

function addressOf(platform: Platform): string {
  return `${platform.url} ${platform.key ?? ''}`
}

function markOf(value: string): string {
  return createHash('sha256').update(value).digest('base64')
}
