import { expect, test } from 'vitest'
import { moduleEdgeFaults } from './module-edges.ts'
import { projectOfTexts } from './project.ts'

const folder = 'apps/server/src'
const edges = { audit: [], venues: [], studio: ['venues'] }

function faultsOf(path: string, text: string, of: Readonly<Record<string, readonly string[]>> = edges): string[] {
  return moduleEdgeFaults(projectOfTexts({ [`${folder}/${path}`]: text }), of).map((fault) => fault.message)
}

test.each([
  ['modules/studio/a.ts', `import { v } from '../venues/venues.ts'`],
  ['modules/studio/a.ts', `import { v } from '#modules/venues/venues.ts'`],
  ['modules/studio/a.ts', `import { b } from './b.ts'`],
  ['modules/venues/a.test.ts', `import { buildBroadcast } from '../studio/broadcast-fixtures.ts'`],
  ['main.ts', `import { studio } from './modules/studio/studio.ts'`],
])('%s may: %s', (path, text) => {
  expect(faultsOf(path, text)).toEqual([])
})

test.each([
  ['modules/venues/a.ts', `import type { S } from '../studio/studio.ts'`, /does not let venues use studio/],
  ['modules/studio/a.ts', `import { q } from '../venues/venue-queries.ts'`, /the door/],
  ['main.ts', `import { q } from './modules/studio/judge-gate.ts'`, /the door/],
  ['platform/http/a.ts', `import { s } from '#modules/studio/studio.ts'`, /knows no module/],
  ['modules/rounds/a.ts', ``, /Name the module rounds/],
])('%s must not: %s', (path, text, message) => {
  expect(faultsOf(path, text)).toEqual([expect.stringMatching(message)])
})

test('a module that reaches itself is told', () => {
  const round = { a: ['b'], b: ['c'], c: ['a'] }
  expect(faultsOf('main.ts', '', round)).toHaveLength(3)
})
