import { expect, test } from 'vitest'
import { projectOfTexts } from './project.ts'
import { rootEntries } from './root-entries.ts'

test.each([
  [20, 0],
  [21, 1],
])('%i entries: %i faults', async (count, faults) => {
  const texts = Object.fromEntries(Array.from({ length: count }, (_, index) => [`entry-${index}/file`, '']))
  expect(await rootEntries.run(projectOfTexts(texts))).toHaveLength(faults)
})
