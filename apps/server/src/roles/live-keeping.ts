import type { Engine } from '@yimi/live/engine.ts'
import { keepOnAir } from '#modules/air/air.ts'
import { readTestTarget } from '#modules/channels/channels.ts'
import { openBus } from '#platform/bus/bus.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { openDatabase } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import type { Environment } from '#platform/environment.ts'
import type { Log } from '#platform/log.ts'

/** A look at the database takes milliseconds, the next is due in a second, and after five another node may take over. */
const DATABASE_SILENCE_MS = 3_000

export type LiveKeeping = {
  findTestTarget(channelId: string): ReturnType<typeof readTestTarget>
  /** Closes the engine between the last look and giving the leases back. */
  stop(): Promise<void>
}

/** What stands beside the engine: the database, and the keeper that tells the engine what the database wants. */
export async function keepBeside(
  engine: Engine,
  { environment, keyring, log }: { environment: Environment; keyring: Keyring; log: Log },
): Promise<LiveKeeping> {
  const database = openDatabase({
    url: environment.YIMI_RUN_URL,
    max: 3,
    silenceMs: DATABASE_SILENCE_MS,
    onLost: (error) => log.warn({ err: error }, 'database lost'),
  })
  const bus = await openBus({ url: environment.YIMI_RUN_URL, log, mayBeAway: true })
  const keeper = keepOnAir({ engine, database, keyring, bus, log, holder: environment.YIMI_NODE_ID })
  await keeper.look()
  return {
    findTestTarget: (id) => inScope(database, { role: 'yimi_jobs' }, (tx) => readTestTarget(tx, keyring, id)),
    async stop() {
      await keeper.stop()
      await engine.close()
      await keeper.giveBack()
      await bus.close()
      await database.close()
    },
  }
}
