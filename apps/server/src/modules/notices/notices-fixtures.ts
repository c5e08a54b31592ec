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
  return actsWritten(source).flatMap(({ kind, expression, at }) => {
    const given = expression === '' ? namedByCallers(source, at) : literalsOf(expression)
    const acts = given.length > 0 ? given : (NAMED_ELSEWHERE[kind] ?? ['?'])
    return acts.map((act) => `${kind}.${act}`)
  })
}

/** `act` handed on as it came: what a `const act = …` before it says, or what the callers of the function around it say. */
function namedByCallers(source: string, at: number): string[] {
  const before = source.slice(0, at)
  const around = [...before.matchAll(/function (\w+)\(/g)].at(-1)
  const body = before.slice(around?.index ?? 0)
  const constant = /const act = ([^\n]+)/.exec(body)
  if (constant) return literalsOf(constant[1] ?? '')
  const calls = source.matchAll(new RegExp(`(?<!function )\\b${around?.[1]}\\(([^{}\\n]*)`, 'g'))
  return [...calls].flatMap(([, call = '']) => literalsOf(call).slice(0, 1))
}

function literalsOf(text: string): string[] {
  return [...text.matchAll(/(?<!=== )'([a-z-]+)'/g)].map(([, literal = '']) => literal)
}

/** `kind: 'x'` and what follows `act` beside it. */
function actsWritten(source: string): { kind: string; expression: string; rest: string; at: number }[] {
  const found = source.matchAll(
    /kind: '([a-z-]+)',(?:(?!kind: ')[^{}])*?\bact(?:: ([^,}]+?(?:\n[^,}]+?)?))?\s*[,}]([\s\S]{0,200})/g,
  )
  return [...found].map((match) => {
    const [, kind = '', expression = '', rest = ''] = match
    return { kind, expression, rest, at: match.index }
  })
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
