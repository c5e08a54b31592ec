import { createServer, type Server } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Log } from '../log.ts'
import type { CertificateSource } from './https.ts'

/** A machine that was given another address serves it after at most this time. */
const LOOK_EVERY_MS = 60_000
/** The same as of the plain listener (http/server.ts). */
const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 1_800_000
const CLOSE_GRACE_MS = 5_000

export type HttpsListener = {
  readonly port: number
  /** Looks now whether another certificate is to be served, and serves it to whoever connects from here on. */
  look(): Promise<void>
  close(): Promise<void>
}

/** Serves the same routes over HTTPS, with a certificate that may change while it runs. The app must be ready. */
export async function listenHttps(
  app: FastifyInstance,
  source: CertificateSource,
  at: { host: string; port: number; log: Log },
): Promise<HttpsListener> {
  const { certificate, key } = source.certificate()
  const server = createServer(
    {
      cert: certificate,
      key,
      minVersion: 'TLSv1.2',
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
    },
    (request, response) => app.routing(request, response),
  )
  server.on('clientError', answerUnreadable)
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen({ host: at.host, port: at.port }, () => {
      server.off('error', fail)
      done()
    })
  })
  async function look(): Promise<void> {
    if (!(await source.refresh(new Date()))) return
    const next = source.certificate()
    server.setSecureContext({ cert: next.certificate, key: next.key, minVersion: 'TLSv1.2' })
  }
  const watch = setInterval(() => {
    // What is served now stays served: a half-written file of the operator is looked at again in a minute.
    look().catch((error: Error) => at.log.warn({ err: error }, 'the certificate could not be renewed'))
  }, LOOK_EVERY_MS)
  watch.unref()
  return {
    port: (server.address() as AddressInfo).port,
    look,
    close() {
      clearInterval(watch)
      return closeServer(server)
    },
  }
}

/** What is no request, or no TLS, gets the shortest answer there is. */
function answerUnreadable(_error: Error, socket: Socket): void {
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS)
    server.close(() => {
      clearTimeout(late)
      done()
    })
    server.closeIdleConnections()
  })
}
