import { expect, test } from 'vitest'
import { packageArrows } from './package-arrows.ts'
import { projectOfTexts } from './project.ts'

async function faultsOf(path: string, text: string): Promise<string[]> {
  const project = projectOfTexts({ [path]: text, 'apps/server/package.json': '{}', 'packages/live/package.json': '{}' })
  return (await packageArrows.run(project)).map((fault) => fault.message)
}

test.each([
  ['apps/console/src/a.tsx', `import { A } from '@yimi/contract/a.ts'`],
  ['apps/server/src/a.ts', `import type { A } from '@yimi/live/a.ts'`],
  ['apps/server/src/a.test.ts', `import { createTestDatabase } from '../../../tools/test-postgres.ts'`],
  ['apps/server/src/testing/server.ts', `import { startScratchPostgres } from '../../../../tools/scratch-postgres.ts'`],
  ['packages/ui/src/a.tsx', `import { useState } from 'react'`],
  ['bench/a.ts', `import { A } from '@yimi/server/a.ts'`],
])('%s may: %s', async (path, text) => {
  expect(await faultsOf(path, text)).toEqual([])
})

test.each([
  [
    'apps/console/src/a.tsx',
    `import type { A } from '@yimi/live/a.ts'`,
    /apps\/console must not import packages\/live/,
  ],
  ['packages/live/src/a.ts', `import type { A } from '@yimi/contract/a.ts'`, /nothing of ours/],
  ['packages/contract/src/a.ts', `type A = import('../../../apps/server/src/a.ts').A`, /must not import apps\/server/],
  ['apps/server/src/a.ts', `const a = import('../../../tools/test-postgres.ts')`, /must not import tools/],
  ['packages/ui/src/a.tsx', `import { Button } from 'antd'`, /React only/],
])('%s must not: %s', async (path, text, message) => {
  expect(await faultsOf(path, text)).toEqual([expect.stringMatching(message)])
})
