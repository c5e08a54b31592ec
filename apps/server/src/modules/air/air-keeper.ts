import { createHash } from 'node:crypto'
import type { Engine } from '@yimi/live/engine.ts'
import { OWN_PAGE } from '@yimi/live/permit/permit.ts'
import { openChannelKey } from '#modules/channels/channels.ts'
import { type OpenSessionKey, openSessionKeys } from '#modules/matrix/matrix.ts'
import type { Bus } from '#platform/bus/bus.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Database, Tx } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import type { Log } from '#platform/log.ts'
import { channelAddresses, renewLeases, type WantedBroadcast, wantedBroadcasts } from './air-queries.ts'
import { UsedChannels } from './used-channels.ts'

/** The database is looked at this often, besides at once when something moved: a withdrawn gate counts within 2 s. */
const LOOK_EVERY_MS = 1_000
/** Renewed each second; another node may take over after this. */
const LEASE_SECONDS = 5
const STUDIO_INPUT = 'studio'

type Keeping = {
  engine: Engine
  database: Database
  keyring: Keyring
  bus: Bus
  log: Log
  /** Name of this node. */
  holder: string
}
type Platform = { id: string; url: string; key: string | undefined; takesSessionKey: boolean }
type Plan = {
  now: Date
  wanted: WantedBroadcast[]
  leased: ReadonlySet<string>
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

/**
 * Keeps the engine as the database wants it. It only ever compares and tells: started anew, it finds its way from
 * nothing. While the database is away it changes nothing.
 */
export function keepOnAir(keeping: Keeping): { stop(): Promise<void>; look(): Promise<void> } {
  const told = new Told()
  const used = new UsedChannels()
  let looking: Promise<void> | undefined
  let again = false

  async function lookOnce(): Promise<void> {
    try {
      const plan = await inScope(keeping.database, { role: 'yimi_jobs' }, (tx) => readPlan(tx, keeping))
      for (const broadcast of plan.wanted) apply(keeping, told, broadcast, plan)
      forgetOver(keeping.engine, told, plan)
      await used.note(keeping.database, keeping.engine.list(), plan.now)
    } catch (error) {
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
  }
}

async function readPlan(tx: Tx, keeping: Keeping): Promise<Plan> {
  const now = new Date()
  const leased = await renewLeases(tx, keeping.holder, now, LEASE_SECONDS)
  const wanted = await wantedBroadcasts(tx, now)
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
  return { now, wanted, leased, platforms, sessionKeys }
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
  const onAir = broadcast.state === 'on-air' && plan.leased.has(broadcast.id) && broadcast.permit !== null
  if (!onAir) {
    tell('permit', 'none', () => engine.withdrawPermit(broadcast.id))
    // The next time on air is a new opening: a key that has expired by then is not used.
    told.forget(`${broadcast.id} platform `)
    return
  }
  tellPlatforms(engine, tell, broadcast.id, platformsOf(broadcast, plan, told))
  tell('permit', broadcast.permit ?? '', () => engine.setPermit(broadcast.id, broadcast.permit ?? ''))
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
