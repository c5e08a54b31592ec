/**
 * Parts of documents that are made from the code, between `<!-- generated: NAME -->` and `<!-- end of NAME -->`.
 * Add one to the list below; `npm run check -- --write` fills it in.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check, Fault } from './check.ts'
import { type Edges, edgeDiagram } from './edge-diagram.ts'
import { flowDiagrams } from './flow-diagrams.ts'

export type GeneratedPart = { file: string; name: string; produce(root: string): Promise<string> }

const parts: readonly GeneratedPart[] = [
  { file: 'ARCHITECTURE.md', name: 'module edges', produce: moduleEdgeDiagram },
  { file: 'ARCHITECTURE.md', name: 'flows', produce: flowDiagrams },
]

/** `write` brings the parts up to date instead of complaining. */
export function generatedPartsCheck(write: boolean): Check {
  return { name: 'generated parts', run: (project) => partFaults(project.root, parts, write) }
}

export async function partFaults(root: string, wanted: readonly GeneratedPart[], write: boolean): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const part of wanted) {
    const path = join(root, part.file)
    if (!existsSync(path)) continue
    const before = readFileSync(path, 'utf8')
    const after = fill(before, part.name, await part.produce(root))
    if (after === undefined) {
      faults.push({
        file: part.file,
        message: `Put the marks <!-- generated: ${part.name} --> and <!-- end of ${part.name} --> where the part belongs.`,
      })
    } else if (after !== before && write) {
      writeFileSync(path, after)
    } else if (after !== before) {
      faults.push({ file: part.file, message: `The part «${part.name}» is stale. Run npm run check -- --write.` })
    }
  }
  return faults
}

function fill(text: string, name: string, content: string): string | undefined {
  const begin = `<!-- generated: ${name} -->`
  const start = text.indexOf(begin)
  const end = text.indexOf(`<!-- end of ${name} -->`)
  if (start < 0 || end < start) return undefined
  return `${text.slice(0, start + begin.length)}\n${content.trim()}\n${text.slice(end)}`
}

async function moduleEdgeDiagram(root: string): Promise<string> {
  const { MODULE_EDGES }: { MODULE_EDGES: Edges } = await import(join(root, 'apps/server/src/modules/edges.ts'))
  return edgeDiagram(MODULE_EDGES)
}
