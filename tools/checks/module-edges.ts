/** Edges between the modules of the server: only those of modules/edges.ts, only through the door; the platform knows no module. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Check, Fault } from './check.ts'
import type { Edges } from './edge-diagram.ts'
import { type Import, importsOf } from './imports.ts'
import { isForTests, type Project } from './project.ts'

const modules = 'apps/server/src/modules/'
const edgesFile = `${modules}edges.ts`

export const moduleEdges: Check = {
  name: 'module edges',
  async run(project) {
    if (!existsSync(join(project.root, edgesFile))) return []
    const { MODULE_EDGES }: { MODULE_EDGES: Edges } = await import(join(project.root, edgesFile))
    return moduleEdgeFaults(project, MODULE_EDGES)
  },
}

export function moduleEdgeFaults(project: Project, edges: Edges): Fault[] {
  return [...unlisted(project, edges), ...loops(edges), ...importsOf(project).flatMap((edge) => faultOf(edge, edges))]
}

function faultOf(edge: Import, edges: Edges): Fault[] {
  const to = moduleOf(edge.target)
  if (!to || !edge.from.startsWith('apps/server/')) return []
  const from = moduleOf(edge.from)
  if (from === to) return []
  const at = { file: edge.from, line: edge.line }
  const byTest = isForTests(edge.from)
  if (!from && /^apps\/server\/src\/(platform|supervisor)\//.test(edge.from) && !byTest) {
    return [
      {
        ...at,
        message: `The platform knows no module, so not ${to}. Offer a registration here and fill it in main.ts.`,
      },
    ]
  }
  const isDoor = edge.target === `${modules}${to}/${to}.ts`
  const isFixture = byTest && edge.target?.includes('-fixtures.')
  if (!isDoor && !isFixture) {
    return [{ ...at, message: `Import ${modules}${to}/${to}.ts, the door of the module, instead of a file behind it.` }]
  }
  if (!from || byTest || edges[from]?.includes(to)) return []
  return [
    {
      ...at,
      message: `${edgesFile} does not let ${from} use ${to}. Add the edge there if the ground-up order allows it, or offer a registration in ${to}'s stead.`,
    },
  ]
}

function unlisted(project: Project, edges: Edges): Fault[] {
  const found = new Set(project.sources.map((source) => moduleOf(source.path)).filter((name) => name !== undefined))
  return [...found]
    .filter((name) => !edges[name])
    .map((name) => ({ file: edgesFile, message: `Name the module ${name} here, with the modules it may use.` }))
}

function loops(edges: Edges): Fault[] {
  return Object.keys(edges).flatMap((name) => {
    const reached = new Set<string>()
    const next = [...(edges[name] ?? [])]
    for (let other = next.pop(); other !== undefined; other = next.pop()) {
      if (reached.has(other)) continue
      reached.add(other)
      next.push(...(edges[other] ?? []))
    }
    return reached.has(name)
      ? [{ file: edgesFile, message: `The module ${name} reaches itself. Take one of the edges away.` }]
      : []
  })
}

function moduleOf(path: string | undefined): string | undefined {
  if (!path?.startsWith(modules)) return undefined
  const rest = path.slice(modules.length)
  return rest.includes('/') ? rest.slice(0, rest.indexOf('/')) : undefined
}
