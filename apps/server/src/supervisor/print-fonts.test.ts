import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PINNED_FONTS, USUAL_FONT_FOLDER } from '@yimi/gongwen/fonts/pinned-fonts.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gatherPrintFonts } from './print-fonts.ts'
import type { SetupState } from './runtime-packages.ts'

const done: SetupState = { state: 'done', packages: [], message: '都已就绪。' }
const path = process.env.PATH ?? ''
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-print-fonts-'))
  mkdirSync(join(folder, 'bin'))
  // An apt-get that has nothing, and nothing else of the machine.
  writeFileSync(join(folder, 'bin', 'apt-get'), '#!/bin/sh\nexit 100\n', { mode: 0o755 })
  process.env.PATH = join(folder, 'bin')
})

afterEach(() => {
  process.env.PATH = path
  rmSync(folder, { recursive: true, force: true })
})

test('all fonts there: what was told stays', async () => {
  expect(await gatherPrintFonts(folder, done, { folder: USUAL_FONT_FOLDER, offline: false })).toBe(done)
})

test('fonts that cannot be had are told by package, and nothing breaks', async () => {
  const fonts = join(folder, 'fonts')
  mkdirSync(fonts)
  // What this machine may have installed is there already, so that the rest is truly not to be had.
  for (const { file } of PINNED_FONTS.filter((font) => font.package !== 'texlive-lang-chinese'))
    symlinkSync(join(USUAL_FONT_FOLDER, file), join(fonts, file))
  const told = await gatherPrintFonts(folder, done, { folder: fonts, offline: false })
  expect(told).toMatchObject({ state: 'failed', packages: ['texlive-lang-chinese'] })
  expect(told.message).toContain('暂时不能打印')
  expect(JSON.parse(readFileSync(join(folder, 'setup.json'), 'utf8'))).toEqual(told)
})
