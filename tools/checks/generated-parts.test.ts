import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { edgeDiagram } from './edge-diagram.ts'
import { partFaults } from './generated-parts.ts'

const part = { file: 'MAP.md', name: 'map', produce: async () => 'new' }
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-parts-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a stale part is told, written on demand, and then fine', async () => {
  writeFileSync(join(folder, 'MAP.md'), '# Map\n<!-- generated: map -->\nold\n<!-- end of map -->\nrest\n')
  expect(await partFaults(folder, [part], false)).toMatchObject([{ message: expect.stringContaining('stale') }])
  expect(await partFaults(folder, [part], true)).toEqual([])
  expect(readFileSync(join(folder, 'MAP.md'), 'utf8')).toBe(
    '# Map\n<!-- generated: map -->\nnew\n<!-- end of map -->\nrest\n',
  )
  expect(await partFaults(folder, [part], false)).toEqual([])
})

test('a document without the marks is told', async () => {
  writeFileSync(join(folder, 'MAP.md'), '# Map\n')
  expect(await partFaults(folder, [part], true)).toHaveLength(1)
})

test('edges as a graph', () => {
  expect(edgeDiagram({ a: [], b: ['a'] })).toBe('```mermaid\ngraph TD\n  a\n  b --> a\n```')
})
