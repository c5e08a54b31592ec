import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

type InstallModule = { isInstalled(folder: string): boolean }
const script: string = new URL('install.mjs', import.meta.url).href
const { isInstalled }: InstallModule = await import(script)

const here = { version: '1.0.0', integrity: 'sha512-a' }
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-install-'))
  mkdirSync(join(folder, 'node_modules'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, packages: Record<string, unknown>): void {
  writeFileSync(join(folder, file), JSON.stringify({ packages }))
}

function installedWhen(wanted: Record<string, unknown>, found: Record<string, unknown>): boolean {
  write('package-lock.json', { '': {}, 'apps/console': {}, ...wanted })
  write('node_modules/.package-lock.json', found)
  return isInstalled(folder)
}

test('nothing there, or an installation cut short, is not installed', () => {
  expect(isInstalled(folder)).toBe(false)
  write('package-lock.json', { '': {}, 'node_modules/a': here })
  expect(isInstalled(folder)).toBe(false)
})

test('what the lock file names must be there in that very version', () => {
  expect(installedWhen({ 'node_modules/a': here }, { 'node_modules/a': here })).toBe(true)
  expect(installedWhen({ 'node_modules/a': here }, {})).toBe(false)
  expect(installedWhen({ 'node_modules/a': here }, { 'node_modules/a': { ...here, version: '1.0.1' } })).toBe(false)
  expect(installedWhen({ 'node_modules/a': here }, { 'node_modules/a': { ...here, integrity: 'sha512-b' } })).toBe(
    false,
  )
})

test('packages of other platforms may be missing, those of this one may not', () => {
  const other = { ...here, optional: true, os: ['win32'], cpu: ['x64'] }
  expect(installedWhen({ 'node_modules/w': other }, {})).toBe(true)
  const own = { ...here, optional: true, os: [process.platform], cpu: [process.arch] }
  expect(installedWhen({ 'node_modules/o': own }, {})).toBe(false)
})
