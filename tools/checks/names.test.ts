import { expect, test } from 'vitest'
import { names } from './names.ts'
import { projectOfTexts } from './project.ts'

async function faultsOf(path: string, text = ''): Promise<string[]> {
  return (await names.run(projectOfTexts({ [path]: text }))).map((fault) => fault.message)
}

test.each([
  'README.zh-CN.md',
  '.ci/run',
  'docs/guide/uncommon-dates.md',
  'vitest.config.ts',
  'db/migrations/0001-a.sql',
])('%s is a good name', async (path) => {
  expect(await faultsOf(path)).toEqual([])
})

test.each([
  ['apps/server/src/utils/a.ts', /Name the idea/],
  ['tools/string-helpers.ts', /Name the idea/],
  ['packages/ui/src/common.tsx', /Name the idea/],
  ['packages/ui/src/OrderLine.tsx', /kebab-case/],
  ['packages/ui/src/order_line.tsx', /kebab-case/],
  ['packages/ui/src/index.ts', /No index files/],
])('%s is not', async (path, message) => {
  expect(await faultsOf(path)).toEqual([expect.stringMatching(message)])
})

test.each([
  ['a.ts', 'export default 1', 1],
  ['vitest.config.ts', 'export default {}', 0],
  ['a.ts', `export * from './b.ts'`, 1],
  ['a.ts', `export { b } from './b.ts'`, 1],
  ['a.ts', 'export const b = 1', 0],
])('%s with «%s»: %i', async (path, text, count) => {
  expect(await faultsOf(path, text)).toHaveLength(count)
})
