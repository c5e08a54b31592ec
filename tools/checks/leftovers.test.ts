import { expect, test } from 'vitest'
import { leftovers } from './leftovers.ts'
import { projectOfTexts } from './project.ts'

async function countIn(path: string, text: string): Promise<number> {
  return (await leftovers.run(projectOfTexts({ [path]: text }))).length
}

test.each([
  ['a.test.ts', `test.only('x', () => {})`],
  ['a.test.ts', `describe.skip('x', () => {})`],
  ['a.test.ts', `it.skipIf(true)('x', () => {})`],
  ['a.e2e.ts', `test.concurrent.only('x', () => {})`],
  ['a.test.ts', `xit('x', () => {})`],
  ['a.ts', '// TO' + 'DO later'],
  ['a.ts', '/* @ts-' + 'ignore */'],
  ['a.ts', '// @ts-' + 'expect-error'],
  ['a.ts', '// biome-' + 'ignore lint/a/b: <explanation>'],
  ['a.ts', 'const = 1'],
])('%s: %s', async (path, text) => {
  expect(await countIn(path, text)).toBeGreaterThan(0)
})

test.each([
  ['a.test.ts', `test.each([1])('x', () => {})`],
  ['a.test.ts', `list.only('x')`],
  ['a.ts', `const word = 'TO' + 'DO'`],
  ['a.ts', '// @ts-' + 'expect-error the library says unknown'],
  ['a.ts', '// biome-' + 'ignore lint/a/b: the wire wants this order'],
])('%s: %s is fine', async (path, text) => {
  expect(await countIn(path, text)).toBe(0)
})
