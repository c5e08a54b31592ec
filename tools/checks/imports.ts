/** Which file imports which, type imports and `import()` included. */
import { posix } from 'node:path'
import { Visitor } from 'vite'
import type { Project, SourceFile } from './project.ts'

export type Import = {
  from: string
  line: number
  specifier: string
  /** Path from the root when it is a file of ours, else undefined. */
  target: string | undefined
}

const cache = new WeakMap<Project, readonly Import[]>()

export function importsOf(project: Project): readonly Import[] {
  const known = cache.get(project)
  if (known) return known
  const paths = new Set(project.files.map((file) => file.path))
  const found = project.sources.flatMap((source) => importsIn(source, paths))
  cache.set(project, found)
  return found
}

/** `packages/live`, `apps/server`, `tools` …: the part of the repository a file belongs to. */
export function partOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'packages' || first === 'apps' ? `${first}/${second}` : first
}

function importsIn(source: SourceFile, paths: ReadonlySet<string>): Import[] {
  const found: Import[] = []
  function add(node: { type: string; value?: unknown; start: number } | null | undefined): void {
    if (node?.type !== 'Literal' || typeof node.value !== 'string') return
    const specifier = node.value
    found.push({
      from: source.path,
      line: source.lineAt(node.start),
      specifier,
      target: resolve(source.path, specifier, paths),
    })
  }
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
  }).visit(source.parsed.program)
  return found
}

function resolve(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  const bare = specifier.replace(/[?#](?!platform|modules).*$/, '')
  if (bare.startsWith('.')) return posix.join(posix.dirname(from), bare)
  if (bare.startsWith('#')) return posix.join(partOf(from), 'src', bare.slice(1))
  const own = /^@yimi\/([^/]+)(?:\/(.*))?$/.exec(bare)
  if (!own) return undefined
  const folder = paths.has(`apps/${own[1]}/package.json`) ? 'apps' : 'packages'
  return posix.join(folder, own[1] ?? '', 'src', own[2] ?? '')
}
