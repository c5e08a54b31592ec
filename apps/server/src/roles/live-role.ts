import { join } from 'node:path'
import { createEngine } from '@yimi/live/engine.ts'
import { openKeyring } from '#platform/crypto/keyring.ts'
import type { Environment } from '#platform/environment.ts'
import { createLog } from '#platform/log.ts'
import { endWithParent, tellReady } from '../supervisor/end-with-parent.ts'
import type { LiveKeeping } from './live-keeping.ts'

/**
 * The engine, and beside it the keeper that tells it what the database wants. The engine itself has no database: when
 * PostgreSQL is away, what is on air stays on air.
 */
export async function runLiveRole(environment: Environment): Promise<void> {
  const log = createLog({ level: environment.YIMI_LOG_LEVEL, role: 'live' })
  const keyring = openKeyring(join(environment.YIMI_DATA, 'keys'))
  const beside = Promise.withResolvers<LiveKeeping>()
  const engine = createEngine({
    permitPublicKey: keyring.permitPublicKeyPem,
    allowPrivate: environment.YIMI_ALLOW_PRIVATE.split(',').filter((part) => part.trim() !== ''),
    log: (line) => log.info(line),
    // Keys stay with this role: a test is asked for by the channel's id.
    findTestTarget: async (id) => (await beside.promise).findTestTarget(id),
  })
  await engine.listen({
    rtmp: { host: environment.YIMI_RTMP_HOST, port: environment.YIMI_RTMP_PORT },
    media: { host: '127.0.0.1', port: environment.YIMI_MEDIA_PORT },
    control: { host: '127.0.0.1', port: environment.YIMI_CONTROL_PORT, token: environment.YIMI_LIVE_TOKEN },
    answerAfter: beside.promise,
  })
  // Loaded with the doors open: it takes longer than the engine, and an encoder that comes back may wait inside.
  const { keepBeside } = await import('./live-keeping.ts')
  const keeping = await keepBeside(engine, { environment, keyring, log })
  beside.resolve(keeping)
  endWithParent(() => keeping.stop())
  tellReady()
}
