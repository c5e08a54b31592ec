/** Keeps the embedded PostgreSQL running: started, adopted, restarted when it dies, stopped in order. */
import { setTimeout as delay } from 'node:timers/promises'
import { type RunningPostgres, startPostgres } from './embedded-postgres.ts'
import { restartDelayMs } from './restart-delay.ts'

export type KeptPostgres = {
  readonly ownerUrl: string
  readonly adminUrl: string
  readonly pid: number
  readonly adopted: boolean
  stop(): Promise<void>
}

export type KeepPostgresOptions = {
  dataDir: string
  keysDir: string
  runAs: 'yimi' | 'nobody'
  onDown?(event: { restartInMs: number }): void
  /** Called after a restart; `moved` when clients must be given the new address. */
  onRestart?(event: { moved: boolean }): void
}

export async function keepPostgres(options: KeepPostgresOptions): Promise<KeptPostgres> {
  const { dataDir, keysDir, runAs } = options
  let current: RunningPostgres = await startPostgres({ dataDir, keysDir, runAs })
  const { adopted } = current
  const stopping = new AbortController()
  const watching = watch()

  async function watch(): Promise<void> {
    let deaths = 0
    while (!stopping.signal.aborted) {
      const startedAt = Date.now()
      await current.ended
      if (stopping.signal.aborted) return
      deaths = Date.now() - startedAt > 30_000 ? 1 : deaths + 1
      await startAgain(deaths)
    }
  }

  async function startAgain(deathsBefore: number): Promise<void> {
    for (let deaths = deathsBefore; !stopping.signal.aborted; deaths += 1) {
      const restartInMs = restartDelayMs(deaths)
      options.onDown?.({ restartInMs })
      await delay(restartInMs, undefined, { signal: stopping.signal }).catch(() => {})
      if (stopping.signal.aborted) return
      try {
        const next = await startPostgres({ dataDir, keysDir, runAs })
        const moved = next.ownerUrl !== current.ownerUrl
        current = next
        return options.onRestart?.({ moved })
      } catch (fault) {
        process.stderr.write(`${String(fault)}\n`)
      }
    }
  }

  return {
    adopted,
    get ownerUrl() {
      return current.ownerUrl
    },
    get adminUrl() {
      return current.adminUrl
    },
    get pid() {
      return current.process.pid
    },
    async stop() {
      stopping.abort()
      await current.stop()
      await watching
      // A restart under way when the stop came has made a new one.
      await current.stop()
    },
  }
}
