/** What is installed is what was reviewed: exact versions, integrity for each, no install scripts, known licences. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check, Fault } from './check.ts'
import type { Project } from './project.ts'

type LockEntry = { version?: string; integrity?: string; link?: boolean; license?: string; peer?: boolean }
type Manifest = { [kind in 'dependencies' | 'devDependencies' | 'optionalDependencies']?: Record<string, string> }

// Permissive ones, and MPL-2.0, which asks only that changes to its own files be given.
const licences = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0'],
  ...['PostgreSQL', 'Python-2.0', 'MPL-2.0', 'MIT-0', 'Zlib', 'CC-BY-4.0'],
])

export const lockFile: Check = {
  name: 'lock file',
  async run(project) {
    const lock: { packages: Record<string, LockEntry> } = JSON.parse(
      text(project, 'package-lock.json') ?? '{"packages":{}}',
    )
    return [
      ...lockFaults(lock.packages, project.root),
      ...manifestFaults(project),
      ...scriptFaults(project),
      ...(await dryRun(project.root)),
    ]
  },
}

export function lockFaults(packages: Readonly<Record<string, LockEntry>>, root: string): Fault[] {
  const file = 'package-lock.json'
  return Object.entries(packages).flatMap(([path, entry]): Fault[] => {
    if (!path.includes('node_modules/') || entry.link) return []
    const faults: Fault[] = []
    if (!entry.integrity)
      faults.push({ file, message: `${path} has no integrity. Install it from the registry again.` })
    const licence = entry.license ?? installedLicence(root, path)
    if (!isFree(licence))
      faults.push({
        file,
        message: `${path} is under ${licence ?? 'no stated licence'}. Choose another package, or add the licence here with a reason.`,
      })
    return faults
  })
}

/** An SPDX expression is free when one side of an OR is, and both sides of an AND are. */
export function isFree(expression: string | undefined): boolean {
  const plain = expression?.replace(/[()]/g, ' ').trim() ?? ''
  return (
    plain !== '' &&
    plain.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((name) => licences.has(name.trim())))
  )
}

function manifestFaults(project: Project): Fault[] {
  return project.files
    .filter((file) => /(^|\/)package\.json$/.test(file.path))
    .flatMap((file) => {
      const manifest: Manifest = JSON.parse(file.text ?? '{}')
      const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
      return Object.entries(all)
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version))
        .map(([name, version]) => ({ file: file.path, message: `${name} ${version}: name one exact version.` }))
    })
}

function scriptFaults(project: Project): Fault[] {
  if (/^ignore-scripts\s*=\s*true$/m.test(text(project, '.npmrc') ?? '')) return []
  return [
    { file: '.npmrc', message: 'Keep ignore-scripts=true: nothing that is installed runs code while it is installed.' },
  ]
}

function dryRun(root: string): Promise<Fault[]> {
  const options = ['--dry-run', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  return new Promise((done) => {
    execFile('npm', ['ci', ...options], { cwd: root }, (fault, stdout, stderr) => {
      const output = `${stdout}\n${stderr}`
      const lines = output.split('\n').filter((line) => /Missing:|Invalid:/.test(line))
      if (!fault && lines.length === 0) return done([])
      const detail = lines.length ? lines.join('\n') : output.trim().slice(-800)
      done([
        {
          file: 'package-lock.json',
          message: `npm ci would refuse it. Choose versions whose packages for other platforms all exist, and install again.\n${detail}`,
        },
      ])
    })
  })
}

function installedLicence(root: string, path: string): string | undefined {
  try {
    const manifest: { license?: string } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
    return manifest.license
  } catch {
    return undefined
  }
}

function text(project: Project, path: string): string | undefined {
  return project.files.find((file) => file.path === path)?.text
}
