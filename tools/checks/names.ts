/** How files are called and what they export. */
import type { Check, Fault } from './check.ts'
import type { ProjectFile, SourceFile } from './project.ts'

const emptyWords = /(^|[/.-])(utils?|helpers?|misc|common)(?=[/.-]|$)/
const kebab = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9-]+)*$/
// Tools find these by their own spelling.
const spelledByOthers = /^(README|LICENSE|ARCHITECTURE|CONTRIBUTING|CHANGELOG|SECURITY|NOTICE|RESULTS)/
const mayExportDefault = /(^|\/)(vite|vitest)\.config\.ts$|\.d\.ts$/

export const names: Check = {
  name: 'names and exports',
  run(project) {
    return [...project.files.flatMap(nameFaults), ...project.sources.flatMap(exportFaults)]
  },
}

function nameFaults({ path }: ProjectFile): Fault[] {
  const faults: Fault[] = []
  if (emptyWords.test(path))
    faults.push({
      file: path,
      message: 'utils, helpers, misc and common say nothing. Name the idea, or leave it where it is used.',
    })
  const bad = path.split('/').find((part) => !kebab.test(part) && !spelledByOthers.test(part))
  if (bad) faults.push({ file: path, message: `${bad}: files and folders are kebab-case.` })
  if (/(^|\/)index\.tsx?$/.test(path))
    faults.push({ file: path, message: 'No index files: import the file that holds the thing.' })
  return faults
}

function isDoor(path: string): boolean {
  return /^apps\/server\/src\/modules\/([a-z-]+)\/\1\.ts$/.test(path)
}

function exportFaults(source: SourceFile): Fault[] {
  return source.parsed.program.body.flatMap((node): Fault[] => {
    const at = { file: source.path, line: source.lineAt(node.start) }
    if (node.type === 'ExportDefaultDeclaration' && !mayExportDefault.test(source.path)) {
      return [{ ...at, message: 'Export it by name; a default export makes renames silent.' }]
    }
    // A module's door names what others may use of the module; that is the one re-export there is.
    if (isDoor(source.path)) return []
    const passesOn = node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source)
    return passesOn
      ? [
          {
            ...at,
            message: 'No re-exports, but in the door of a module: let the importer name the file that holds the thing.',
          },
        ]
      : []
  })
}
