import { expect, test } from 'vitest'
import { projectOfTexts } from './project.ts'
import { fileSizes, functionSizes } from './sizes.ts'

const lines = (count: number) => 'go()\n'.repeat(count)
const body = (count: number) => `{\n${lines(count - 2)}}`

test.each([
  ['a/a.ts', 400, 401],
  ['a/a.test.ts', 600, 601],
  ['a/a.css', 400, 401],
])('%s may have %i lines, not %i', async (path, most, tooMany) => {
  expect(await fileSizes.run(projectOfTexts({ [path]: lines(most) }))).toEqual([])
  expect(await fileSizes.run(projectOfTexts({ [path]: lines(tooMany) }))).toHaveLength(1)
})

test('generated files may be long', async () => {
  expect(await fileSizes.run(projectOfTexts({ 'a.ts': `/** Generated from the schema. */\n${lines(500)}` }))).toEqual(
    [],
  )
})

test.each([
  ['a.ts', (count: number) => `function f() ${body(count)}`, 80],
  ['a.ts', (count: number) => `const F = async () => ${body(count)}`, 80],
  ['a.ts', (count: number) => `class A { #m() ${body(count)} }`, 80],
  ['a.tsx', (count: number) => `export function Page() ${body(count)}`, 120],
  ['a.tsx', (count: number) => `const helper = () => ${body(count)}`, 80],
])('in %s: %s', async (path, write, most) => {
  expect(await functionSizes.run(projectOfTexts({ [path]: write(most) }))).toEqual([])
  expect(await functionSizes.run(projectOfTexts({ [path]: `\n\n${write(most + 1)}` }))).toMatchObject([{ line: 3 }])
})
