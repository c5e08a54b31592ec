import { once } from 'node:events'
import { createServer } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import type { ConnectionEnd } from './platforms/connection.ts'
import { AllowList } from './platforms/forbidden-address.ts'
import { parsePlatformAddress } from './platforms/platform-address.ts'
import { createDial } from './sockets.ts'
import { buildCertificate } from './test-certificate.ts'

const certificate = buildCertificate('localhost')
const cleanups: (() => void)[] = []

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

test('RTMPS reaches a platform whose certificate is trusted, by its name', async () => {
  const { port, received } = await startTlsServer()
  const said = await dial(`rtmps://localhost:${port}/live/key`, certificate.cert)
  expect(said).toBe('connected')
  expect(await received).toEqual({ name: 'localhost', bytes: 'hello' })
})

test.each([
  ['untrusted', 'localhost', undefined, /self-signed|signed certificate/],
  ['for another name', '127.0.0.1', certificate.cert, /altnames|does not match/i],
])('RTMPS refuses a certificate that is %s', async (_name, host, ca, words) => {
  const { port } = await startTlsServer()
  expect(await dial(`rtmps://${host}:${port}/live/key`, ca)).toMatchObject({
    forbidden: false,
    reason: expect.stringMatching(words),
  })
})

test('an address inside the own network is not connected to', async () => {
  const { port } = await startTlsServer()
  expect(await dial(`rtmps://localhost:${port}/live/key`, certificate.cert, [])).toMatchObject({ forbidden: true })
})

async function startTlsServer() {
  const received = Promise.withResolvers<{ name: unknown; bytes: string }>()
  const server = createServer(certificate, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => received.resolve({ name: socket.servername, bytes: bytes.toString() }))
    cleanups.push(() => socket.destroy())
  })
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => server.close())
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, received: received.promise }
}

/** Dials and says hello; how that ended. */
function dial(
  url: string,
  ca: string | undefined,
  allow = ['127.0.0.0/8', '::1'],
): Promise<'connected' | ConnectionEnd> {
  return new Promise((done) => {
    const connection = createDial(new AllowList(allow), ca)(parsePlatformAddress(url), {
      connected: () => {
        connection.write(Buffer.from('hello'), () => undefined)
        done('connected')
      },
      data: () => undefined,
      closed: done,
    })
    cleanups.push(() => connection.destroy())
  })
}
