import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FlowPlan } from '@yimi/contract/flow.ts'

const contract = join(import.meta.dirname, '../../../../../packages/contract/src')
const modules = join(import.meta.dirname, '..')

/** Acts whose name is not written where they are recorded, with what the contract lets them be. */
const NAMED_ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'channel-task': ['assign', 'done', 'reopen'],
  platform: ['add', 'remove'],
}

/** Every flow of the contract, found by its shape, so that a new one is walked without being named here. */
export async function allFlows(): Promise<FlowPlan[]> {
  const flows: FlowPlan[] = []
  for (const file of readdirSync(contract).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const exported: Record<string, unknown> = await import(join(contract, file))
    for (const value of Object.values(exported))
      if (typeof value === 'object' && value && 'kind' in value && 'moves' in value && 'initial' in value)
        flows.push(value as FlowPlan)
  }
  return flows
}

/** `kind.act` of every act that the modules record: read from the sources, where kind and act stand side by side. */
export function allActs(): string[] {
  return [...new Set(moduleSources().flatMap(actsIn))].sort()
}

function actsIn(source: string): string[] {
  return actsWritten(source).flatMap(({ kind, expression }) => {
    const written = [...expression.matchAll(/(?<!=== )'([a-z-]+)'/g)].map(([, act]) => `${kind}.${act}`)
    return written.length > 0 ? written : (NAMED_ELSEWHERE[kind] ?? ['?']).map((act) => `${kind}.${act}`)
  })
}

/** `kind: 'x'` and what follows `act` beside it. */
function actsWritten(source: string): { kind: string; expression: string; rest: string }[] {
  const found = source.matchAll(
    /kind: '([a-z-]+)',(?:(?!kind: ')[^{}])*?\bact(?:: ([^,}]+?(?:\n[^,}]+?)?))?\s*[,}]([\s\S]{0,200})/g,
  )
  return [...found].map(([, kind = '', expression = '', rest = '']) => ({ kind, expression, rest }))
}

/** Those of them that go into the outbox. */
export function announcedActs(): string[] {
  return moduleSources().flatMap((source) =>
    actsWritten(source).flatMap(({ kind, expression, rest }) =>
      /^[^;)]*announced: true/.test(rest) || /^announced: true/.test(rest.trim())
        ? [...expression.matchAll(/'([a-z-]+)'/g)].map(([, act]) => `${kind}.${act}`)
        : [],
    ),
  )
}

function moduleSources(): string[] {
  return readdirSync(modules, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(modules, name), 'utf8'))
}
