import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { newerSyntax } from './testing/newer-syntax.ts'

const assets = fileURLToPath(new URL('./dist/assets/', import.meta.url))

describe('syntax that Chromium 78 or iOS 13.4 cannot read', () => {
  it.each([
    ['a?.b', 'optional chaining'],
    ['a ?? b', '??'],
    ['a ??= b', 'logical assignment'],
    ['class A { b = 1 }', 'class field'],
    ['class A { #b() {} }', 'private name'],
    ['class A { static { b() } }', 'static block'],
    ['await a', 'await outside'],
    ['export {}; for await (const a of b) c(a)', 'await outside'],
    ['export * as a from "./b.js"', 'export * as'],
    ['10n', 'BigInt'],
    ['/(?<=a)b/', 'look-behind'],
  ])('%s is found', (code, name) => {
    expect(newerSyntax(code)).toEqual([expect.stringContaining(name)])
  })

  it.each([
    'const a = { ...b }; async function c() { await d; for await (const e of f) e() }',
    'import("./a.js").catch(() => {}); try { a() } catch { b() }',
    'class A extends B { constructor() { super(); this.c = 2 ** 3 } static d() {} }',
    'const a = async () => { await b() }; /(?<year>\\d{4})/u.test("2026")',
  ])('%s is let pass', (code) => {
    expect(newerSyntax(code)).toEqual([])
  })

  it('is in no program that the portal loads, the player among them', () => {
    if (!existsSync(assets)) expect.fail(`${assets} is absent: build the portal first (npm start or npm test does)`)
    const programs = readdirSync(assets).filter((name) => name.endsWith('.js'))
    expect(programs.some((name) => name.startsWith('hls.light'))).toBe(true)
    expect(programs.length).toBeGreaterThan(1)
    for (const name of programs) expect(newerSyntax(readFileSync(assets + name, 'utf8')), name).toEqual([])
  })
})
