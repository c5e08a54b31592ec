import fastifyCookie from '@fastify/cookie'
import fastifyHelmet from '@fastify/helmet'
import fastifyMultipart from '@fastify/multipart'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import { UPLOAD_BYTES_MAX } from '@yimi/contract/file.ts'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Refusal } from '../fault.ts'
import type { Log } from '../log.ts'
import { faultWords } from './fault-words.ts'
import type { Metrics } from './metrics.ts'
import type { Operation } from './operation.ts'
import { type PipelineServices, registerOperation } from './pipeline.ts'
import { registerProblems } from './problem.ts'
import { allowAnyLine, guardLine, isWithinMachine } from './readable-line.ts'
import { demandHttps } from './strict-transport.ts'

export type HttpOptions = PipelineServices & {
  log: Log
  metrics: Metrics
  operations: readonly Operation[]
  /** Addresses that media may be played from, besides this server (`MEDIA_ORIGIN`). */
  mediaOrigins?: readonly string[]
  /** Answers `undefined` when everything this role needs is there, else what is missing. */
  readiness: () => Promise<string | undefined>
  /** Addresses of proxies whose word about the caller and HTTPS is believed (`YIMI_TRUST_PROXY`). */
  trustProxy?: string | undefined
  /** The certificate is one that every browser trusts anyway, own or a proxy's: only then is HTTPS demanded for later. */
  strictTransport?: boolean
}

/** 1 MiB: the largest body is an application with its rundown, about 20 kB; files come by multipart. */
const BODY_BYTES_MAX = 1024 * 1024

/** Builds the HTTP server of the web role: operations, OpenAPI document, health, metrics. It does not listen yet. */
export async function buildHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  z.config({ customError: faultWords })
  const app: FastifyInstance = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: options.trustProxy ?? false,
    // A rehearsal of 2 GiB over 10 Mbit/s takes half an hour.
    requestTimeout: 1_800_000,
    // Slow-loris: headers must be there within ten seconds.
    http: { headersTimeout: 10_000 },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance
  registerProblems(app)
  guardLine(app)
  await app.register(fastifyHelmet, securityHeaders(options.mediaOrigins ?? []))
  if (options.strictTransport) demandHttps(app)
  await app.register(fastifyCookie)
  await app.register(fastifyMultipart, {
    limits: { files: 1, fileSize: UPLOAD_BYTES_MAX, fields: 4 },
    throwFileSizeLimit: true,
  })
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: () => new Refusal('too-many-requests'),
  })
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Yimi', version: '1' } },
    transform: jsonSchemaTransform,
  })
  countRequests(app, options.metrics)
  await app.register(async (api) => {
    for (const operation of options.operations) registerOperation(api, options, operation)
  })
  await app.register(async (open) => {
    allowAnyLine(open)
    registerWatching(open, options)
  })
  return app
}

/** What tells how the process is, and how to call it; nothing in it is anybody's. */
function registerWatching(app: FastifyInstance, options: HttpOptions): void {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/healthz', { schema: { hide: true } }, async () => ({ alive: true }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const missing = await options.readiness()
    return reply.code(missing ? 503 : 200).send({ ready: !missing, missing: missing ?? null })
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    // Figures of the machine are for its own operator: not over a proxy, not from elsewhere.
    if (!isWithinMachine(request)) throw new Refusal('not-found')
    return reply.type(options.metrics.contentType).send(await options.metrics.text())
  })
}

function countRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    if (reply.elapsedTime > 1000) request.log.info({ route, ms: Math.round(reply.elapsedTime) }, 'slow request')
  })
}

/** antd writes its styles at run time, so styles may be inline; scripts never. */
function securityHeaders(mediaOrigins: readonly string[]) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...mediaOrigins],
        mediaSrc: ["'self'", 'blob:', ...mediaOrigins],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    // Sent where it means something: strict-transport.ts.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' as const },
    xFrameOptions: { action: 'deny' as const },
  }
}
