import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installRuntimePackages, type WantedPackage } from './runtime-packages.ts'

let folder = ''
let present = false
const wanted: WantedPackage[] = [{ name: 'a-package', withoutIt: '没有它也能用', present: () => present }]
const path = process.env.PATH ?? ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-setup-'))
  present = false
})

afterEach(() => {
  process.env.PATH = path
  rmSync(folder, { recursive: true, force: true })
})

function seen(): { state: string; packages: string[]; message: string } {
  return JSON.parse(readFileSync(join(folder, 'setup.json'), 'utf8'))
}

/** Puts an apt-get of ours before the machine's. */
function fakeApt(script: string): void {
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin', 'apt-get'), `#!/bin/sh\necho "$@" >> ${join(folder, 'calls')}\n${script}\n`)
  chmodSync(join(folder, 'bin', 'apt-get'), 0o755)
  process.env.PATH = [join(folder, 'bin'), path].join(delimiter)
}

test('nothing missing: done, and nothing is called', async () => {
  present = true
  expect(await installRuntimePackages(folder, false, wanted)).toMatchObject({ state: 'done', packages: [] })
})

test('offline it never tries, and says what works without', async () => {
  fakeApt('exit 1')
  await installRuntimePackages(folder, true, wanted)
  expect(seen()).toMatchObject({
    state: 'skipped',
    packages: ['a-package'],
    message: expect.stringContaining('没有它也能用'),
  })
  expect(() => readFileSync(join(folder, 'calls'))).toThrow()
})

test('while it installs the page can tell, afterwards it is done or failed', async () => {
  fakeApt(`cp ${join(folder, 'setup.json')} ${join(folder, 'during.json')}`)
  const first = await installRuntimePackages(folder, false, wanted, () => true)
  expect(JSON.parse(readFileSync(join(folder, 'during.json'), 'utf8'))).toMatchObject({
    state: 'installing',
    packages: ['a-package'],
  })
  expect(first.state).toBe('done')
  expect(readFileSync(join(folder, 'calls'), 'utf8')).toMatch(
    /update\n.*install -y --no-install-recommends a-package\n$/s,
  )
  rmSync(join(folder, 'bin'), { recursive: true })
  fakeApt('exit 100')
  await installRuntimePackages(folder, false, wanted, () => true)
  expect(seen()).toMatchObject({ state: 'failed', packages: ['a-package'] })
})
