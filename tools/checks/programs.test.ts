import { expect, test } from 'vitest'
import { typeFaults } from './programs.ts'

test('what tsc prints becomes faults with their places', () => {
  const output = `tools/a.ts(3,7): error TS2322: Type 'x' is not 'y'.\n  It is something else.\nerror TS5083: Cannot read file.\n`
  expect(typeFaults(output)).toEqual([
    { file: 'tools/a.ts', line: 3, message: `TS2322: Type 'x' is not 'y'.\n  It is something else.` },
    { message: 'error TS5083: Cannot read file.' },
  ])
})
