import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))
const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
const token = 'a-token-that-is-long-enough'

test('the process reports its real ports, answers, and stops when told', async () => {
  const child = start({
    ...{ LIVE_RTMP_PORT: '0', LIVE_MEDIA_PORT: '0', LIVE_CONTROL_PORT: '0', LIVE_RTMP_HOST: '127.0.0.1' },
    ...{ LIVE_TOKEN: token, LIVE_PERMIT_PUBLIC_KEY: publicKey.replaceAll('\n', '\\n') },
  })
  const [line] = await once(child.stdout, 'data')
  const { event, rtmpPort, controlPort } = JSON.parse(String(line))
  expect([event, rtmpPort > 0]).toEqual(['listening', true])
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`http://127.0.0.1:${controlPort}/v1/health`, { headers })
  expect(await response.json()).toEqual({ ok: true, broadcasts: 0 })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('without its settings it refuses to start and lists every fault, repeating no value', async () => {
  const child = start({ LIVE_TOKEN: 'short', LIVE_RTMP_PORT: '70000' })
  let words = ''
  child.stderr.on('data', (bytes: Buffer) => {
    words += bytes.toString()
  })
  expect(await once(child, 'close')).toEqual([1, null])
  for (const name of ['LIVE_TOKEN', 'LIVE_RTMP_PORT', 'LIVE_PERMIT_PUBLIC_KEY']) expect(words).toContain(name)
  expect(words).not.toContain('short')
})

function start(environment: Record<string, string>) {
  return spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
}
