import { expect, test } from 'vitest'
import { isFree, lockFaults } from './lock-file.ts'

const whole = { version: '1.0.0', integrity: 'sha512-a', license: 'MIT' }

test('whole entries, links and the workspaces themselves are fine', () => {
  const packages = { '': {}, 'apps/server': {}, 'node_modules/@yimi/server': { link: true }, 'node_modules/a': whole }
  expect(lockFaults(packages, '/nowhere')).toEqual([])
})

test('no integrity, a foreign licence, no licence: each is told', () => {
  const { integrity: _, ...loose } = whole
  const packages = {
    'node_modules/a': loose,
    'node_modules/b': { ...whole, license: 'GPL-3.0-only' },
    'apps/server/node_modules/c': { version: '1.0.0', integrity: 'sha512-a' },
  }
  expect(lockFaults(packages, '/nowhere').map((fault) => fault.message)).toEqual([
    expect.stringContaining('no integrity'),
    expect.stringContaining('GPL-3.0-only'),
    expect.stringContaining('no stated licence'),
  ])
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-2.0)', true],
  ['MIT AND GPL-2.0', false],
  ['UNLICENSED', false],
  [undefined, false],
])('%s: %s', (expression, free) => {
  expect(isFree(expression)).toBe(free)
})
