import { join } from 'node:path'
import { createEngine } from '@yimi/live/engine.ts'
import { keepOnAir } from '#modules/air/air.ts'
import { readTestTarget } from '#modules/channels/channels.ts'
import { openBus } from '#platform/bus/bus.ts'
import { openKeyring } from '#platform/crypto/keyring.ts'
import { openDatabase } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'
import type { Environment } from '#platform/environment.ts'
import { createLog } from '#platform/log.ts'
import { endWithParent, tellReady } from '../supervisor/end-with-parent.ts'

/** A look at the database takes milliseconds, the next is due in a second, and after five another node may take over. */
const DATABASE_SILENCE_MS = 3_000

/**
 * The engine, and beside it the keeper that tells it what the database wants. The engine itself has no database: when
 * PostgreSQL is away, what is on air stays on air.
 */
export async function runLiveRole(environment: Environment): Promise<void> {
  const log = createLog({ level: environment.YIMI_LOG_LEVEL, role: 'live' })
  const keyring = openKeyring(join(environment.YIMI_DATA, 'keys'))
  const database = openDatabase({
    url: environment.YIMI_RUN_URL,
    max: 3,
    silenceMs: DATABASE_SILENCE_MS,
    onLost: (error) => log.warn({ err: error }, 'database lost'),
  })
  const engine = createEngine({
    permitPublicKey: keyring.permitPublicKeyPem,
    allowPrivate: environment.YIMI_ALLOW_PRIVATE.split(',').filter((part) => part.trim() !== ''),
    log: (line) => log.info(line),
    // Keys stay with this role: a test is asked for by the channel's id.
    findTestTarget: (id) => inScope(database, { role: 'yimi_jobs' }, (tx) => readTestTarget(tx, keyring, id)),
  })
  await engine.listen({
    rtmp: { host: environment.YIMI_RTMP_HOST, port: environment.YIMI_RTMP_PORT },
    media: { host: '127.0.0.1', port: environment.YIMI_MEDIA_PORT },
    control: { host: '127.0.0.1', port: environment.YIMI_CONTROL_PORT, token: environment.YIMI_LIVE_TOKEN },
  })
  const bus = await openBus({ url: environment.YIMI_RUN_URL, log, mayBeAway: true })
  const keeper = keepOnAir({ engine, database, keyring, bus, log, holder: environment.YIMI_NODE_ID })
  endWithParent(async () => {
    await keeper.stop()
    await engine.close()
    await keeper.giveBack()
    await bus.close()
    await database.close()
  })
  tellReady()
}
