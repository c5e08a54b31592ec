import { expect, test } from 'vitest'
import { StatementNames } from './named-statements.ts'

const asked = (names: StatementNames, text: string, values: readonly unknown[], times: number) =>
  Array.from({ length: times }, () => names.nameOf(text, values))

test('a statement with values has a name from the third time, always the same and its own', () => {
  const names = new StatementNames()
  const given = asked(names, 'select $1', [1], 5)
  expect(given.map((name) => name !== undefined)).toEqual([false, false, true, true, true])
  expect(new Set(given.slice(2)).size).toBe(1)
  expect(asked(names, 'select $1 + 1', [1], 3).at(-1)).not.toBe(given.at(-1))
})

test('what may answer otherwise the next time, or is two in one, has none; beginning and end of a transaction do', () => {
  const names = new StatementNames()
  for (const text of ['fetch 5000 from unsealed', 'select 1; select 2'])
    expect(asked(names, text, [], 9).filter((name) => name !== undefined)).toEqual([])
  expect(asked(names, 'begin', [], 3).at(-1)).toBeDefined()
})

test('there is an end to the plans that a line keeps', () => {
  const names = new StatementNames()
  const texts = Array.from({ length: 500 }, (_, index) => `select $1 + ${index}`)
  const named = texts.filter((text) => asked(names, text, [1], 3).at(-1) !== undefined)
  expect(named).toHaveLength(400)
  expect(asked(names, 'select $1 = any ($2)', Array.from({ length: 25 }), 5).at(-1)).toBeUndefined()
})
