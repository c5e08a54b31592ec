import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] }>

const dist = fileURLToPath(new URL('./dist/', import.meta.url))
/** Of JavaScript, gzipped, on the first load of any page (architecture, Web). */
const FIRST_LOAD_MAX_BYTES = 150_000

function readManifest(): Manifest {
  const file = `${dist}.vite/manifest.json`
  if (!existsSync(file)) expect.fail(`${file} is absent: build the portal first (npm start or npm test does)`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** The files that `start` brings with it, itself included. */
function firstLoad(manifest: Manifest, start: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[start]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const next of chunk.imports ?? []) firstLoad(manifest, next, seen)
  return seen
}

function textOf(file: string): string {
  return readFileSync(dist + file, 'utf8')
}

describe('the first load', () => {
  it('stays within its budget on every page', () => {
    const manifest = readManifest()
    const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
    const files = [...firstLoad(manifest, entry ?? '')]
    expect(files.length).toBeGreaterThan(0)
    const bytes = files.reduce((sum, file) => sum + gzipSync(textOf(file), { level: 9 }).length, 0)
    expect(bytes, files.join(', ')).toBeLessThanOrEqual(FIRST_LOAD_MAX_BYTES)
    expect(bytes).toBeGreaterThan(20_000)
  })

  it('leaves the player, a questionnaire, what is mine, the pages of asking, of doors and of rounds for later, and has all others', () => {
    const manifest = readManifest()
    const later = Object.values(manifest).flatMap((chunk) => chunk.dynamicImports ?? [])
    expect(later.map((name) => name.replace(/^.*node_modules\//, '')).sort()).toEqual([
      'hls.js/dist/hls.light.mjs',
      'src/help/help-page.tsx',
      'src/my/my-page.tsx',
      'src/rounds/round-pages.tsx',
      'src/survey/door-survey.tsx',
      'src/survey/survey-place.tsx',
      'src/visits/door-pages.tsx',
    ])
  })

  it.each([
    'src/help/help-page.tsx',
    'src/my/my-page.tsx',
    'src/rounds/round-pages.tsx',
    'src/survey/survey-place.tsx',
    'src/visits/door-pages.tsx',
  ])('of %s, loaded later, stays within the same budget', (page) => {
    const manifest = readManifest()
    const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
    const files = [...firstLoad(manifest, page, firstLoad(manifest, entry ?? ''))]
    const bytes = files.reduce((sum, file) => sum + gzipSync(textOf(file), { level: 9 }).length, 0)
    expect(bytes, files.join(', ')).toBeLessThanOrEqual(FIRST_LOAD_MAX_BYTES)
  })
})

describe('old WebViews (Chromium 78, iOS 13.4)', () => {
  // The year's later inventions; what a library guards before use is let pass by name.
  it.each([
    ['structuredClone', /\bstructuredClone\(/],
    ['Array.prototype.at', /\.at\(-?\d/],
    ['Object.hasOwn', /\bObject\.hasOwn\(/],
    ['crypto.randomUUID', /\bcrypto\.randomUUID\(/],
    ['replaceAll', /\.replaceAll\(/],
    ['findLast', /\.findLast(Index)?\(/],
    ['toSorted', /\.to(Sorted|Reversed|Spliced)\(/],
    ['Promise.any', /\bPromise\.any\(/],
    ['WeakRef', /\bnew WeakRef\(/],
    ['AbortSignal.timeout', /\bAbortSignal\.(timeout|any)\(/],
    ['look-behind', /\(\?<[=!]/],
    ['optional chaining', /\w\?\.[a-zA-Z_$[(]/],
    ['logical assignment', /(\?\?=|\|\|=|&&=)/],
    ['static block', /\bstatic\{/],
  ])('need no %s', (_name, pattern) => {
    const manifest = readManifest()
    for (const { file } of Object.values(manifest).filter((chunk) => chunk.isEntry)) {
      const found = pattern.exec(textOf(file))
      expect(found && textOf(file).slice(Math.max(0, found.index - 60), found.index + 60)).toBeNull()
    }
  })

  it.each([
    [':has', /:has\(/],
    [':is', /:(is|where)\(/],
    ['aspect-ratio', /aspect-ratio\s*:/],
    ['inset', /[;{]inset\s*:/],
    ['min and max', /[:\s](min|max|clamp)\(/],
    ['new viewport units', /\d[dsl]v[hw]\b/],
    ['gap in flex', /[;{](row-|column-)?gap\s*:/],
    ['layers', /@(layer|container)\b/],
  ])('get a style sheet without %s', (_name, pattern) => {
    const css = /href="\/(assets\/[^"]+\.css)"/.exec(textOf('index.html'))?.[1]
    expect(pattern.exec(textOf(css ?? 'absent'))?.[0]).toBeUndefined()
  })
})
