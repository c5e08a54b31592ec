import { setTimeout as delay } from 'node:timers/promises'
import type { SealedPlace } from '#platform/crypto/sealed-place-queries.ts'
import { inScope } from '#platform/database/scope.ts'
import type { OperationLife } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

/** What another process sealed under the old key meanwhile, or a run that was cut short left over. */
const LOOK_EVERY_MS = 60_000
const AGAIN_AFTER_MS = 1_000

export type SealingAnew = {
  /** Begins now, in the background; a call during a run is followed by one more run. */
  now(): void
  readonly life: OperationLife
}

/**
 * Seals anew whatever is under an older master key than the newest, a few hundred values at a time, while everybody goes on
 * working: each key that is held opens, and the newest alone seals. Where it is cut short the next look goes on.
 */
export function keepSealedAnew(
  services: Pick<Services, 'database' | 'keyring' | 'log'>,
  places: readonly SealedPlace[],
): SealingAnew {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  const ending = new AbortController()
  let again = false

  async function renew(place: SealedPlace, than: number): Promise<number> {
    let sum = 0
    while (place.renewSome && !ending.signal.aborted) {
      const { renewSome } = place
      const some = await inScope(services.database, { role: 'yimi_keys' }, (tx) =>
        renewSome(tx, services.keyring, than),
      )
      if (some === 0) break
      sum += some
    }
    return sum
  }

  async function look(): Promise<void> {
    const held = services.keyring.held()
    const [newest] = held
    if (!newest || held.length === 1) return
    for (const place of places) {
      const renewed = await renew(place, newest.number)
      if (renewed > 0) services.log.info({ place: place.name, renewed, key: newest.number }, 'sealed anew')
    }
  }

  /** A row that somebody held, or was writing under the old key, is not there at the first look. */
  async function isSomethingLeft(): Promise<boolean> {
    const [newest] = services.keyring.held()
    const renewed = places.filter((place) => place.renewSome)
    return inScope(services.database, { role: 'yimi_keys' }, async (tx) => {
      for (const place of renewed) if (newest && (await place.countOlder(tx, newest.number)) > 0) return true
      return false
    })
  }

  function run(): void {
    again = true
    running ??= (async () => {
      while (again && !ending.signal.aborted) {
        again = false
        try {
          await look()
          again ||= await isSomethingLeft()
        } catch (error) {
          services.log.warn({ err: error }, 'sealing anew goes on later')
        }
        if (again) await delay(AGAIN_AFTER_MS, undefined, { signal: ending.signal }).catch(() => {})
      }
      running = undefined
    })()
  }

  return {
    now: run,
    life: {
      start() {
        run()
        timer = setInterval(run, LOOK_EVERY_MS)
        timer.unref()
      },
      async stop() {
        ending.abort()
        clearInterval(timer)
        await running
      },
    },
  }
}
