import { expect, test } from 'vitest'
import { staleFaults } from './stale-schema.ts'

test('only the file that differs from what the migrations make is told', () => {
  const made = new Map([
    ['db/schema.sql', 'create table a ();\n'],
    ['types.ts', 'type A = 1\n'],
    ['new.ts', ''],
  ])
  const kept = new Map([
    ['db/schema.sql', 'create table a (n int);\n'],
    ['types.ts', 'type A = 1\n'],
  ])
  expect(staleFaults(made, (file) => kept.get(file)).map((fault) => fault.file)).toEqual(['db/schema.sql', 'new.ts'])
})
