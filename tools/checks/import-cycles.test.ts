import { expect, test } from 'vitest'
import { importCycles } from './import-cycles.ts'
import { projectOfTexts } from './project.ts'

test('a round of type imports across folders is a cycle', async () => {
  const project = projectOfTexts({
    'tools/a.ts': `import type { B } from './x/b.ts'`,
    'tools/x/b.ts': `import { c } from './c.ts'`,
    'tools/x/c.ts': `type A = import('../a.ts').A`,
    'tools/d.ts': `import './a.ts'`,
  })
  expect(await importCycles.run(project)).toEqual([
    { file: 'tools/a.ts', message: expect.stringContaining('tools/a.ts → tools/x/b.ts → tools/x/c.ts → tools/a.ts') },
  ])
})

test('two ways to one file are none', async () => {
  const project = projectOfTexts({
    'tools/a.ts': `import './b.ts'\nimport './c.ts'`,
    'tools/b.ts': `import './d.ts'`,
    'tools/c.ts': `import './d.ts'`,
    'tools/d.ts': '',
  })
  expect(await importCycles.run(project)).toEqual([])
})
