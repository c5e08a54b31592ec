/** No two files import each other, by whatever way round; type imports count. */
import type { Check, Fault } from './check.ts'
import { importsOf } from './imports.ts'

export const importCycles: Check = {
  name: 'import cycles',
  run(project) {
    const graph = new Map<string, string[]>()
    for (const { from, target } of importsOf(project)) {
      if (target !== undefined && target !== from) graph.set(from, [...(graph.get(from) ?? []), target])
    }
    return cyclesOf(graph).map((files): Fault => {
      const way = [...files, files[0]].join(' → ')
      return { file: files[0] ?? '', message: `Import cycle: ${way}. Move what both need into a file of its own.` }
    })
  },
}

/** One cycle for each knot, found by walking deep and noting when the way meets itself. */
export function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>()
  const cycles: string[][] = []
  for (const start of graph.keys()) walk(start, [])
  return cycles

  function walk(file: string, way: string[]): void {
    const at = way.indexOf(file)
    if (at >= 0) {
      cycles.push(way.slice(at))
      return
    }
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...way, file])
    done.add(file)
  }
}
