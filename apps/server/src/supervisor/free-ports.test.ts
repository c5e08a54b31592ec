import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { choosePorts } from './free-ports.ts'

const open: Server[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => new Promise((done) => server.close(done))))
})

function take(): Promise<number> {
  const server = createServer()
  open.push(server)
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

const any = {
  YIMI_HTTP_PORT: '0',
  YIMI_HTTPS_PORT: '0',
  YIMI_RTMP_PORT: '0',
  YIMI_MEDIA_PORT: '0',
  YIMI_CONTROL_PORT: '0',
}

test('0 means any free port, each another', async () => {
  const ports = await choosePorts(any, '127.0.0.1')
  expect(new Set(Object.values(ports)).size).toBe(5)
  expect(Math.min(...Object.values(ports))).toBeGreaterThan(0)
})

test('a port named in the environment is taken as it is, or refused by name', async () => {
  const taken = await take()
  const free = await choosePorts(any, '127.0.0.1')
  expect((await choosePorts({ ...any, YIMI_HTTP_PORT: String(free.http) }, '127.0.0.1')).http).toBe(free.http)
  await expect(choosePorts({ ...any, YIMI_HTTP_PORT: String(taken) }, '127.0.0.1')).rejects.toThrow(
    `YIMI_HTTP_PORT=${taken}`,
  )
  await expect(choosePorts({ ...any, YIMI_HTTP_PORT: 'web' }, '127.0.0.1')).rejects.toThrow('YIMI_HTTP_PORT')
})

test('without the environment the next free one from the usual port on', async () => {
  const { YIMI_HTTP_PORT: _, ...others } = any
  const first = (await choosePorts(others, '127.0.0.1')).http
  const server = createServer()
  open.push(server)
  await new Promise<void>((done) => server.listen(first, '127.0.0.1', done))
  expect((await choosePorts(others, '127.0.0.1')).http).toBeGreaterThan(first)
})
