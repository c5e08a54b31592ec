import { existsSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { registerAuditExport } from '#modules/audit/audit.ts'
import { registerFileContent } from '#modules/files/files.ts'
import { openBus } from '#platform/bus/bus.ts'
import { createClock } from '#platform/clock.ts'
import { openKeyring } from '#platform/crypto/keyring.ts'
import { openDatabase } from '#platform/database/database.ts'
import { makeDelivery } from '#platform/delivery/make-delivery.ts'
import { type Environment, httpsModeOf } from '#platform/environment.ts'
import { folderStore } from '#platform/files/file-store.ts'
import { createMetrics } from '#platform/http/metrics.ts'
import { buildHttpServer } from '#platform/http/server.ts'
import { type HttpsFacts, openCertificates } from '#platform/https/https.ts'
import { listenHttps } from '#platform/https/https-listener.ts'
import { startJobs } from '#platform/jobs/jobs.ts'
import { createLog } from '#platform/log.ts'
import { openPrinting } from '#platform/printing/printing.ts'
import type { Services } from '#platform/services.ts'
import { allOperations, auditNames } from '../operations.ts'
import { registerTrustPages } from '../pages/https-pages.ts'
import { registerLiveUpdates } from '../pages/live-updates.ts'
import { registerMediaRelay } from '../pages/media-relay.ts'
import { registerPages } from '../pages/static-pages.ts'
import { finishDemo, plantFirst } from '../set-up/plant-first.ts'
import { endWithParent, tellReady } from '../supervisor/end-with-parent.ts'

/** Web and jobs in one process: the pages, the HTTP interface, and what is done after a commit. */
export async function runWebRole(environment: Environment): Promise<void> {
  const log = createLog({ level: environment.YIMI_LOG_LEVEL, role: 'web' })
  const services = await wire(environment, log)
  const planted = await plantFirst(services, environment)
  await finishDemo(services)
  const operations = allOperations(services)
  const certificates = await openCertificates(environment, log)
  const app = await buildHttpServer({
    ...services,
    metrics: createMetrics(),
    operations,
    mediaOrigins: environment.MEDIA_ORIGIN ? [environment.MEDIA_ORIGIN] : [],
    readiness: () => databaseMissing(services),
    trustProxy: environment.YIMI_TRUST_PROXY,
    strictTransport: httpsModeOf(environment) !== 'local',
    rateLimitFactor: environment.YIMI_RATE_LIMIT_FACTOR,
  })
  registerFileContent(app, services)
  registerAuditExport(app, services, auditNames)
  registerLiveUpdates(app, services)
  await registerMediaRelay(app, `http://127.0.0.1:${environment.YIMI_MEDIA_PORT}`)
  const https = { facts: certificates ?? BEHIND_PROXY, httpPort: environment.YIMI_HTTP_PORT }
  await registerTrustPages(app, https)
  await registerPages(app, join(import.meta.dirname, '../../../..'), https)
  const jobs = await startJobs({ ...services, runUrl: environment.YIMI_RUN_URL, registry: services.jobs })
  await app.listen({ host: environment.YIMI_HTTP_HOST, port: environment.YIMI_HTTP_PORT })
  const secure =
    certificates &&
    (await listenHttps(app, certificates, { host: environment.YIMI_HTTP_HOST, port: environment.YIMI_HTTPS_PORT, log }))
  endWithParent(async () => {
    const secureClosed = secure?.close()
    await app.close()
    await secureClosed
    await services.printing.close()
    await jobs.stop()
    await services.bus.close()
    await services.database.close()
  })
  tellReady({ lines: [...planted.lines, ...trustLines(certificates)] })
}

const BEHIND_PROXY: HttpsFacts = { mode: 'proxy', port: undefined, authority: undefined, names: () => [] }

function trustLines(facts: HttpsFacts | undefined): string[] {
  return facts?.authority ? [`证书指纹  ${facts.authority.fingerprint}（SHA-256）`] : []
}

async function wire(environment: Environment, log: Services['log']): Promise<Services> {
  const demo = existsSync(join(environment.YIMI_DATA, 'demo'))
  const database = openDatabase({
    url: environment.YIMI_RUN_URL,
    onLost: (error) => log.warn({ err: error }, 'database lost'),
  })
  return {
    database,
    keyring: openKeyring(join(environment.YIMI_DATA, 'keys')),
    clock: createClock(demo ? { offsetFile: join(environment.YIMI_DATA, 'clock.json') } : {}),
    bus: await openBus({ url: environment.YIMI_RUN_URL, log }),
    files: folderStore(join(environment.YIMI_DATA, 'files')),
    log,
    printing: openPrinting({ dataFolder: environment.YIMI_DATA, fonts: environment.YIMI_FONTS, log }),
    delivery: makeDelivery(environment),
    jobs: { effects: new Map(), timers: new Map(), hearers: new Map(), rounds: new Map(), hourly: new Map() },
    dataFolder: environment.YIMI_DATA,
    ingestServer: `rtmp://${addressInLan()}:${environment.YIMI_RTMP_PORT}/live`,
    mediaOrigin: environment.MEDIA_ORIGIN,
    allowPrivate: environment.YIMI_ALLOW_PRIVATE.split(',').filter((part) => part.trim() !== ''),
    engine: { controlUrl: `http://127.0.0.1:${environment.YIMI_CONTROL_PORT}`, token: environment.YIMI_LIVE_TOKEN },
  }
}

/** What an encoder in the same network can reach: names of machines are rarely known to cameras. */
function addressInLan(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.find((address) => address.family === 'IPv4' && !address.internal)?.address ?? hostname()
}

async function databaseMissing(services: Services): Promise<string | undefined> {
  try {
    await services.database.pool.query('select 1')
    return undefined
  } catch {
    return 'database'
  }
}
