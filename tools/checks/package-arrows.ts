/** The arrows of ARCHITECTURE.md between packages. */
import type { Check, Fault } from './check.ts'
import { importsOf, partOf } from './imports.ts'
import { isForTests } from './project.ts'

/** A part that is not named may import anything (bench, drill, e2e, tools, the configuration at the root). */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'apps/console': ['packages/ui', 'packages/contract', 'packages/almanac'],
  'apps/portal': ['packages/ui', 'packages/contract', 'packages/almanac'],
  'apps/server': [
    'packages/contract',
    'packages/live',
    'packages/dispatch',
    'packages/gongwen',
    'packages/almanac',
    'packages/disclosure',
  ],
  'packages/contract': [],
  'packages/live': [],
  'packages/dispatch': [],
  'packages/gongwen': [],
  'packages/almanac': [],
  'packages/disclosure': [],
  'packages/ui': [],
}

const uiMayUse = /^(react|react-dom)(\/|$)/

export const packageArrows: Check = {
  name: 'package arrows',
  run(project) {
    return importsOf(project).flatMap((edge): Fault[] => {
      const part = partOf(edge.from)
      const allowed = arrows[part]
      if (!allowed) return []
      const at = { file: edge.from, line: edge.line }
      if (edge.target === undefined)
        return outside(part, edge.from, edge.specifier).map((message) => ({ ...at, message }))
      const other = partOf(edge.target)
      if (other === part || allowed.includes(other) || (isForTests(edge.from) && partOf(edge.target) === 'tools'))
        return []
      const list = allowed.length ? `only ${allowed.join(', ')}` : 'nothing of ours'
      const advice = 'Move what is shared to where both may reach it, or hand it in from the caller.'
      return [{ ...at, message: `${part} must not import ${other}; it may import ${list}. ${advice}` }]
    })
  },
}

function outside(part: string, from: string, specifier: string): string[] {
  if (part !== 'packages/ui' || isForTests(from) || uiMayUse.test(specifier)) return []
  return [`packages/ui may import React only, not ${specifier}. Take what it gives as a prop.`]
}
