import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** What one request to `/api` is answered with; `cut` ends the line without an answer. */
export type Reply = { status?: number; body: unknown } | 'cut'
export type Api = (path: string, request: { body: unknown; key: string }) => Reply | undefined

export type PortalServer = { address: string; api: Api; close: () => Promise<void> }

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
// No looser than the server's own; styles are from files alone here.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'self'"

/** Serves the built portal and an interface that the test makes up; `api` can be changed at any time. */
export async function startPortalServer(api: Api): Promise<PortalServer> {
  if (!existsSync(`${dist}index.html`)) throw new TypeError('the portal is not built: apps/portal/dist is absent')
  const server = createServer((request, response) => void answer(portal, request, response))
  const portal: PortalServer = {
    address: '',
    api,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  portal.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return portal
}

async function answer(portal: PortalServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://portal').pathname
  if (path.startsWith('/api/')) return answerCall(portal, path.slice(4), request, response)
  const file = `${dist}${path === '/' ? 'index.html' : path.slice(1)}`
  if (path.startsWith('/media/') || !existsSync(file)) return void response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-encoding': 'gzip',
    'content-security-policy': policy,
  })
  response.end(packed(file))
}

const packedFiles = new Map<string, Buffer>()

function packed(file: string): Buffer {
  const bytes = packedFiles.get(file) ?? gzipSync(readFileSync(file))
  packedFiles.set(file, bytes)
  return bytes
}

async function answerCall(portal: PortalServer, path: string, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const text = Buffer.concat(chunks).toString()
  const reply = portal.api(path, {
    body: text ? JSON.parse(text) : undefined,
    key: String(request.headers['idempotency-key'] ?? ''),
  })
  if (reply === 'cut') return void request.socket.destroy()
  const { status = 200, body } = reply ?? { status: 404, body: problem(404, 'not-found', '没有找到这条记录。') }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function problem(status: number, code: string, title: string) {
  return { type: 'about:blank', title, status, code }
}
