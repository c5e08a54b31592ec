import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Certified, makeServerCertificate, SERVER_DAYS_MAX } from './make-certificate.ts'
import { addressBytes } from './name-constraints.ts'
import { keepLocalCertificate } from './server-certificate.ts'

const DAY_MS = 86_400_000
const NOW = new Date()
const NAMES = ['127.0.0.1', '192.168.7.9', 'localhost', 'pc-in-the-office', 'pc-in-the-office.local']
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-https-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function keep(wanted = NAMES, now = NOW) {
  return keepLocalCertificate({ folder, wanted, now })
}

function certificateOf(pair: Certified): X509Certificate {
  return new X509Certificate(pair.certificate)
}

test('what was made stays; keys are for their owner alone', async () => {
  const first = await keep()
  const second = await keep()
  expect(second.server).toEqual(first.server)
  expect(second.authority.fingerprint).toBe(first.authority.fingerprint)
  expect(first.authority.name).toMatch(/^一米本机证书 /)
  for (const file of ['authority.pem', 'server.pem']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  const authority = new X509Certificate(first.authority.der)
  const years = (new Date(authority.validTo).getTime() - NOW.getTime()) / DAY_MS / 365.25
  expect(authority.ca).toBe(true)
  expect(years).toBeCloseTo(10, 1)
})

test('the certificate holds every name, lasts no longer than clients bear, and is renewed before it ends', async () => {
  const first = await keep()
  const certificate = certificateOf(first.server)
  for (const name of ['localhost', 'pc-in-the-office.local']) expect(certificate.checkHost(name)).toBe(name)
  expect(certificate.checkIP('192.168.7.9')).toBe('192.168.7.9')
  const days = (new Date(certificate.validTo).getTime() - new Date(certificate.validFrom).getTime()) / DAY_MS
  expect(days).toBeLessThanOrEqual(SERVER_DAYS_MAX)
  const soon = new Date(new Date(certificate.validTo).getTime() - 29 * DAY_MS)
  expect((await keep(NAMES, new Date(soon.getTime() - 3 * DAY_MS))).server).toEqual(first.server)
  const renewed = await keep(NAMES, soon)
  expect(renewed.server).not.toEqual(first.server)
  expect(renewed.authority.fingerprint).toBe(first.authority.fingerprint)
})

test('a new address gives a new certificate under the same authority; one that went away does not', async () => {
  const first = await keep()
  const moved = await keep([...NAMES, '10.1.2.3'])
  expect(moved.server).not.toEqual(first.server)
  expect(certificateOf(moved.server).checkIP('10.1.2.3')).toBe('10.1.2.3')
  expect(moved.authority.fingerprint).toBe(first.authority.fingerprint)
  expect((await keep()).server).toEqual(moved.server)
})

test('a public name or address that the machine had at first is vouched for, a later one is named as left out', async () => {
  await keep([...NAMES, '203.0.113.5'])
  const later = await keep([...NAMES, '203.0.113.5', '203.0.113.6', 'pc.example.org'])
  expect(later.names).toContain('203.0.113.5')
  expect(later.outside).toEqual(['203.0.113.6', 'pc.example.org'])
})

test('a client that trusts the authority is content, and is not with a certificate forged for elsewhere', async () => {
  const kept = await keep()
  expect(await shake(kept.server, 'localhost')).toBe('trusted')
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----\n/.exec(authorityFile())?.[0] ?? ''
  const authority = { key, certificate: authorityFile().replace(key, '') }
  const forged = await makeServerCertificate({ authority, names: ['bank.example.com'], now: NOW })
  expect(await shake(forged, 'bank.example.com')).toBe('permitted subtree violation')
})

test('a certificate of another authority is replaced', async () => {
  const first = await keep()
  const server = readFileSync(join(folder, 'server.pem'))
  rmSync(join(folder, 'authority.pem'))
  const second = await keep()
  expect(second.authority.fingerprint).not.toBe(first.authority.fingerprint)
  expect(readFileSync(join(folder, 'server.pem'))).not.toEqual(server)
  expect(await shake(second.server, 'localhost')).toBe('trusted')
})

test('addresses are read as bytes', () => {
  expect(addressBytes('10.0.255.1')).toEqual([10, 0, 255, 1])
  expect(addressBytes('::1')).toEqual([...Array<number>(15).fill(0), 1])
  expect(addressBytes('fe80::1:2').slice(0, 2)).toEqual([0xfe, 0x80])
  expect(addressBytes('2001:db8:1:2:3:4:5:6')).toHaveLength(16)
})

function authorityFile(): string {
  return readFileSync(join(folder, 'authority.pem'), 'utf8')
}

/** `trusted`, or why a client that trusts our authority alone refuses. */
async function shake(pair: Certified, servername: string): Promise<string> {
  const ca = `-----BEGIN CERTIFICATE-----${authorityFile().split('-----BEGIN CERTIFICATE-----')[1]}`
  const server = createServer({ cert: pair.certificate, key: pair.key }, (socket) => socket.end())
  server.on('tlsClientError', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  try {
    return await new Promise((done) => {
      const client = connect({ host: '127.0.0.1', port, servername, ca }, () => {
        done('trusted')
        client.destroy()
      })
      client.on('error', (error: Error) => done(error.message))
    })
  } finally {
    server.close()
  }
}
