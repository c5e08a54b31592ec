import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Declaration, readDeclaration, readPlatform, record } from '../declaration.ts'
import { describeFault, LiveError } from '../live-error.ts'
import type { LiveListener } from '../live-event.ts'
import { createBearerCheck } from './bearer.ts'
import { streamEvents } from './event-stream.ts'
import { readJsonBody } from './json-body.ts'

/** What the API needs of the engine; answers are sent as they are. */
export type ControlledEngine = {
  declare(broadcast: string, declaration: Declaration): unknown
  setPermit(broadcast: string, token: string): unknown
  withdrawPermit(broadcast: string): unknown
  putPlatform(broadcast: string, platform: string, address: { url: string; key?: string | undefined }): unknown
  removePlatform(broadcast: string, platform: string): unknown
  restartPlatform(broadcast: string, platform: string): unknown
  end(broadcast: string): unknown
  remove(broadcast: string): void
  status(broadcast: string): unknown
  list(): unknown[]
  subscribe(listener: LiveListener): () => void
  testPush(target: unknown): Promise<unknown>
}

type Ids = { broadcast: string; platform: string }
type Route = {
  method: string
  path: RegExp
  answer(engine: ControlledEngine, ids: Ids, body: unknown): unknown
}

const routes: Route[] = [
  { method: 'GET', path: /^\/v1\/health$/, answer: (engine) => ({ ok: true, broadcasts: engine.list().length }) },
  { method: 'POST', path: /^\/v1\/test-push$/, answer: (engine, _, body) => engine.testPush(body) },
  { method: 'GET', path: /^\/v1\/broadcasts$/, answer: (engine) => ({ broadcasts: engine.list() }) },
  ...broadcastRoutes('', {
    GET: (engine, { broadcast }) => engine.status(broadcast),
    PUT: (engine, { broadcast }, body) => engine.declare(broadcast, readDeclaration(body)),
    DELETE: (engine, { broadcast }) => engine.remove(broadcast),
  }),
  ...broadcastRoutes('/permit', {
    PUT: (engine, { broadcast }, body) => engine.setPermit(broadcast, permitOf(body)),
    DELETE: (engine, { broadcast }) => engine.withdrawPermit(broadcast),
  }),
  ...broadcastRoutes('/end', { POST: (engine, { broadcast }) => engine.end(broadcast) }),
  ...broadcastRoutes('/platforms/([^/]+)', {
    PUT: (engine, { broadcast, platform }, body) => engine.putPlatform(broadcast, platform, readPlatform(body)),
    DELETE: (engine, { broadcast, platform }) => engine.removePlatform(broadcast, platform),
  }),
  ...broadcastRoutes('/platforms/([^/]+)/restart', {
    POST: (engine, { broadcast, platform }) => engine.restartPlatform(broadcast, platform),
  }),
]

/** The control API over JSON with a bearer token; `GET /v1/events` streams events. Nothing of a request is logged. */
export function createControlHandler(engine: ControlledEngine, token: string): RequestListener {
  const isAuthorised = createBearerCheck(token)
  return (request, response) => {
    handle(engine, isAuthorised, request, response).catch((fault: unknown) => sendFault(response, fault))
  }
}

async function handle(
  engine: ControlledEngine,
  isAuthorised: (header: string | undefined) => boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isAuthorised(request.headers.authorization)) throw new LiveError('unauthorised')
  const path = (request.url ?? '').split('?', 1)[0] ?? ''
  const method = request.method ?? ''
  if (path === '/v1/events' && method === 'GET') {
    streamEvents(engine, request, response)
    return
  }
  const fitting = routes.filter((route) => route.path.test(path))
  const route = fitting.find((candidate) => candidate.method === method)
  if (route === undefined) throw new LiveError(fitting.length === 0 ? 'not_found' : 'method_not_allowed')
  const takesBody = method === 'PUT' || path === '/v1/test-push'
  const body = takesBody ? await readJsonBody(request) : undefined
  const [, broadcast = '', platform = ''] = route.path.exec(path) ?? []
  const answer = await route.answer(engine, { broadcast, platform }, body)
  if (answer === undefined) response.writeHead(204, { 'cache-control': 'no-store' }).end()
  else sendJson(response, 200, answer)
}

function broadcastRoutes(rest: string, answers: Record<string, Route['answer']>): Route[] {
  const path = new RegExp(`^/v1/broadcasts/([^/]+)${rest}$`)
  return Object.entries(answers).map(([method, answer]) => ({ method, path, answer }))
}

function permitOf(body: unknown): string {
  const { permit } = record(body, 'the body')
  if (typeof permit !== 'string') throw new LiveError('bad_request', 'permit is not a text')
  return permit
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(value))
}

function sendFault(response: ServerResponse, fault: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const known = fault instanceof LiveError
  const code = known ? fault.code : 'internal'
  sendJson(response, known ? fault.status : 500, { code, message: known ? describeFault(fault) : 'internal fault' })
}
