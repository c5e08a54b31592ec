import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { demoPassword, plantedDemoPassword, startUpText } from './start-up-text.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-start-up-'))
  mkdirSync(join(folder, 'keys'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const given = { YIMI_DEMO_PASSWORD: 'given-by-the-operator' }

test('a demonstration keeps the password it was planted with, whatever the environment says later', () => {
  expect(demoPassword(given, folder)).toBe(given.YIMI_DEMO_PASSWORD)
  writeFileSync(join(folder, 'demo'), 'complete\n')
  expect(demoPassword({}, folder)).toBe(given.YIMI_DEMO_PASSWORD)
  expect(demoPassword({ YIMI_DEMO_PASSWORD: 'another-one-later' }, folder)).toBe(given.YIMI_DEMO_PASSWORD)
  expect(plantedDemoPassword(folder)).toBe(given.YIMI_DEMO_PASSWORD)
})

test('without one it is random and stays; where no demonstration stands none is shown', () => {
  const made = demoPassword({}, folder)
  expect(made.length).toBeGreaterThanOrEqual(12)
  expect(demoPassword({}, folder)).toBe(made)
  expect(readFileSync(join(folder, 'keys', 'demo-password'), 'utf8').trim()).toBe(made)
  expect(plantedDemoPassword(folder)).toBeUndefined()
  expect(demoPassword(given, folder)).toBe(given.YIMI_DEMO_PASSWORD)
})

test('the terminal names the page of the residents and the page of the staff', () => {
  const ports = { http: 8081, https: 8444, rtmp: 1936, media: 1, control: 2 }
  const text = startUpText({ ports, httpHost: '127.0.0.1', https: true, lines: [], password: undefined })
  expect(text).toContain('居民门户  http://127.0.0.1:8081/\n')
  expect(text).toContain('工作台    http://127.0.0.1:8081/console/\n')
  expect(text).not.toContain('https://')
  const open = startUpText({ ports, httpHost: '0.0.0.0', https: true, lines: [], password: undefined })
  expect(open).toMatch(/其他设备 {2}https:\/\/[\d.]+:8444\//)
  expect(open).toMatch(/信任证书 {2}http:\/\/[\d.]+:8081\/trust\n/)
  expect(startUpText({ ports, httpHost: '0.0.0.0', https: false, lines: [], password: undefined })).not.toContain(
    'https:',
  )
})
