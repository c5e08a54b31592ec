import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, ANONYMOUS } from '../access/actor.ts'
import { authorise, peopleScopeOf, type Scope } from '../access/authorise.ts'
import type { Clock } from '../clock.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Database, Tx } from '../database/database.ts'
import { inScope, takeScope } from '../database/scope.ts'
import { ProgramFault, Refusal } from '../fault.ts'
import { sessionTokenOf, setSessionCookie } from '../sessions/session-cookie.ts'
import { findActor } from '../sessions/session-store.ts'
import { type KeyedRequest, keepAnswer, takeKey } from './idempotency.ts'
import { type AnyRoute, type Operation, ownerCheck, type RequestContext } from './operation.ts'
import { faultsOf } from './problem.ts'
import { callerOf, requestsPerMinute } from './request-limits.ts'

export type PipelineServices = {
  database: Database
  keyring: Keyring
  clock: Clock
  /** Measurements ask more often than people do. */
  rateLimitFactor?: number
}

type Input = { params: unknown; query: unknown; body: unknown }

/** Registers an operation: schema in, who, may they, do, schema out; one transaction for all of it. */
export function registerOperation(app: FastifyInstance, services: PipelineServices, operation: Operation): void {
  const { route, life } = operation
  if (life) {
    app.addHook('onReady', async () => life.start())
    app.addHook('onClose', () => life.stop())
  }
  app.route({
    method: route.method,
    url: `/api${route.path}`,
    config: {
      anyLine: isForAnyLine(route),
      rateLimit: {
        max: requestsPerMinute(route) * (services.rateLimitFactor ?? 1),
        timeWindow: '1 minute',
        keyGenerator: (request) => callerOf(route, request),
      },
    },
    schema: documented(route),
    // Checked by the pipeline itself, so that body, query and parameters give one list of faults.
    validatorCompiler: () => () => true,
    serializerCompiler: () => (data) => JSON.stringify(data),
    handler: (request, reply) => answer(services, operation, request, reply),
  })
}

/** Public reading, and what names nobody; a write may carry something personal unless its route says otherwise. */
function isForAnyLine(route: AnyRoute): boolean {
  if (route.capability !== 'public' || route.credentials) return false
  return route.method === 'GET' || route.namesNobody === true
}

async function answer(services: PipelineServices, operation: Operation, request: FastifyRequest, reply: FastifyReply) {
  const { route } = operation
  refuseForeignOrigin(request)
  const input = readInput(route, request)
  if (operation.direct) return send(reply, route.answer.parse(await operation.direct(input)))
  const keyed = route.idempotent ? readKey(request) : undefined
  const now = services.clock.now()
  // Before the clock of the transaction: whoever was signed in when a long upload began is so when it ends.
  const prepared = operation.prepare && (await prepare(services, operation, request, input, now))
  const after: (() => Promise<void> | void)[] = []
  const cookies: (string | undefined)[] = []
  const result = await inScope(services.database, { role: 'yimi_auth' }, async (tx) => {
    const actor = await readActor(tx, services, request, now)
    const scope = mayCall(route, actor)
    await takeScope(tx, scopeFor(actor))
    const check = ownerCheck(scope, actor)
    const context: RequestContext = {
      tx,
      keyring: services.keyring,
      actor,
      now,
      today: services.clock.today(),
      scope,
      mayOn: check.mayOn,
      afterCommit: (work) => after.push(work),
      request,
      setSession: (token) => cookies.push(token),
    }
    const key: KeyedRequest | undefined = keyed
      ? { caller: actor.accountId ?? 'public', key: keyed, route: `${route.method} ${route.path}`, input, now }
      : undefined
    const before = key && (await takeKey(tx, services.keyring, key))
    if (before) return before.answer
    const output = await runOrKeep(operation, context, input, prepared)
    const keep = async (given: { answer: unknown } | undefined) => {
      if (!key) return
      await takeScope(tx, scopeFor(actor))
      await keepAnswer(tx, services.keyring, key, given)
    }
    if (output instanceof Refusal) {
      await keep(undefined)
      return output
    }
    if (route.owner === 'record' && !check.asked())
      throw new ProgramFault(`${route.method} ${route.path} did not ask its owner rule`)
    const checked = route.answer.parse(output)
    await keep({ answer: checked })
    return checked
  })
  if (result instanceof Refusal) throw result
  for (const work of after) await work()
  for (const token of cookies) setSessionCookie(reply, request, token)
  return send(reply, result)
}

function send(reply: FastifyReply, result: unknown): FastifyReply {
  reply.header('cache-control', 'no-store').type('application/json')
  return reply.send(JSON.stringify(result ?? null))
}

/** A refusal that keeps what was written is handed out of the transaction, any other one rolls it back. */
async function runOrKeep(
  operation: Operation,
  context: RequestContext,
  input: Input,
  prepared: unknown,
): Promise<unknown> {
  try {
    return await operation.run(context, input, prepared)
  } catch (error) {
    if (error instanceof Refusal && error.keepsWrites) return error
    throw error
  }
}

/** Who and may they, in a transaction of its own that is over before the long part begins. */
async function prepare(
  services: PipelineServices,
  { route, prepare: work }: Operation,
  request: FastifyRequest,
  input: Input,
  now: Date,
): Promise<unknown> {
  const { actor, scope } = await inScope(services.database, { role: 'yimi_auth' }, async (tx) => {
    const found = await readActor(tx, services, request, now)
    return { actor: found, scope: mayCall(route, found) }
  })
  return work?.({ actor, scope, mayOn: ownerCheck(scope, actor).mayOn, request }, input)
}

async function readActor(tx: Tx, services: PipelineServices, request: FastifyRequest, now: Date): Promise<Actor> {
  const token = sessionTokenOf(request)
  return (token && (await findActor(tx, token, now, services.clock.today()))) || ANONYMOUS
}

function mayCall(route: AnyRoute, actor: Actor): Scope | undefined {
  if (route.capability === 'public') return undefined
  if (route.capability !== 'signed-in') return authorise(actor, route.capability)
  if (actor.kind !== 'account') throw new Refusal('not-signed-in')
  return undefined
}

/** Rows of the caller's area for whoever is signed in, of nobody for the public; operations may narrow or change it. */
function scopeFor(actor: Actor) {
  return actor.kind === 'account'
    ? {
        role: 'yimi_app' as const,
        orgs: actor.orgs,
        above: actor.above,
        people: peopleScopeOf(actor),
        ...(actor.personId ? { personId: actor.personId } : {}),
      }
    : { role: 'yimi_public' as const }
}

function readInput(route: AnyRoute, request: FastifyRequest): Input {
  const params = (route.params ?? z.unknown()).safeParse(request.params)
  const query = (route.query ?? z.unknown()).safeParse(request.query)
  const body = (route.upload ? z.unknown() : (route.body ?? z.unknown())).safeParse(request.body)
  // An id that cannot be one names nothing: the same answer as for one that is not there.
  if (!params.success) throw new Refusal('not-found')
  const faults = [query, body].flatMap((part) => (part.success ? [] : faultsOf(part.error)))
  if (faults.length > 0) throw new Refusal('bad-request', { faults })
  return { params: params.data, query: query.data, body: body.data }
}

function readKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !/^[\w-]{8,100}$/.test(key)) throw new Refusal('key-missing')
  return key
}

/** A write must come from our own pages: browsers say where it comes from, and cookies are SameSite=Strict besides. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET') return
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw new Refusal('foreign-origin')
  if (site === 'same-origin') return
  // Older browsers say only the origin; `null` is that of a sandboxed frame or a local file.
  const origin = request.headers.origin
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== request.host)) throw new Refusal('foreign-origin')
}

function documented(route: AnyRoute): Record<string, unknown> {
  return {
    summary: route.summary,
    description: `Capability: ${route.capability}; owner rule: ${route.owner}.`,
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body && !route.upload ? { body: route.body } : {}),
    response: { 200: route.answer },
  }
}
