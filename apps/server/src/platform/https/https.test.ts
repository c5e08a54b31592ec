import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EnvironmentFault, httpsModeOf, readEnvironment } from '../environment.ts'
import { createLog } from '../log.ts'
import { openCertificates } from './https.ts'
import { machineNames } from './machine-names.ts'
import { makeAuthority, makeServerCertificate } from './make-certificate.ts'
import { constraintsFor } from './name-constraints.ts'

const log = createLog({ level: 'silent', role: 'test' })
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-https-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function environmentWith(more: Record<string, string>) {
  return readEnvironment({
    YIMI_DATA: folder,
    YIMI_RUN_URL: 'postgres://x',
    YIMI_LIVE_TOKEN: 'a-token-long-enough',
    ...more,
  })
}

async function writeOwn(): Promise<Record<string, string>> {
  const names = ['yimi.example.org']
  const authority = await makeAuthority({ name: 'own', constraints: constraintsFor(names), now: new Date() })
  const made = await makeServerCertificate({ authority, names, now: new Date() })
  writeFileSync(join(folder, 'own.crt'), made.certificate)
  writeFileSync(join(folder, 'own.key'), made.key)
  return { YIMI_HTTPS_CERT: join(folder, 'own.crt'), YIMI_HTTPS_KEY: join(folder, 'own.key') }
}

test('without settings the certificate is local and holds every name and address of the machine', async () => {
  const environment = environmentWith({ YIMI_HTTPS_NAMES: 'Yimi.lan, ' })
  const source = await openCertificates(environment, log)
  expect([source?.mode, source?.port]).toEqual(['local', 8443])
  expect(source?.names()).toEqual(machineNames(['yimi.lan']))
  expect(new X509Certificate(source?.certificate().certificate ?? '').checkHost('yimi.lan')).toBe('yimi.lan')
  expect(await source?.refresh(new Date())).toBe(false)
})

test('an own certificate is served as it is, and read again when its files change', async () => {
  const environment = environmentWith(await writeOwn())
  const source = await openCertificates(environment, log)
  expect([source?.mode, source?.authority]).toEqual(['own', undefined])
  const first = source?.certificate()
  expect(await source?.refresh(new Date())).toBe(false)
  await writeOwn()
  const later = new Date(Date.now() + 5_000)
  for (const name of ['own.crt', 'own.key']) utimesSync(join(folder, name), later, later)
  expect(await source?.refresh(new Date())).toBe(true)
  expect(source?.certificate()).not.toEqual(first)
})

test('behind a proxy nothing is served here', async () => {
  const environment = environmentWith({ YIMI_TRUST_PROXY: '10.0.0.7' })
  expect(httpsModeOf(environment)).toBe('proxy')
  expect(await openCertificates(environment, log)).toBeUndefined()
  expect(httpsModeOf(environmentWith({ YIMI_TRUST_PROXY: '10.0.0.7', YIMI_HTTPS: 'local' }))).toBe('local')
})

test.each([
  ['a certificate without its key', { YIMI_HTTPS_CERT: 'a.crt' }, 'YIMI_HTTPS_CERT'],
  ['own without files', { YIMI_HTTPS: 'own' }, 'YIMI_HTTPS_CERT'],
  ['proxy without its address', { YIMI_HTTPS: 'proxy' }, 'YIMI_TRUST_PROXY'],
])('%s is named at start', (_what, more, named) => {
  expect(() => environmentWith(more)).toThrow(EnvironmentFault)
  expect(() => environmentWith(more)).toThrow(named)
})
