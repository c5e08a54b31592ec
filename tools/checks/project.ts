/** The files a check looks at: what git tracks and what is about to be, each read and parsed once. */
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type ESTree, parseSync } from 'vite'

export type ProjectFile = {
  path: string
  /** Undefined for anything that is not text. */
  readonly text: string | undefined
}

export type ParsedSource = {
  program: ESTree.Program
  comments: readonly { start: number; end: number; value: string }[]
  errors: readonly string[]
}

export type Project = {
  root: string
  files: readonly ProjectFile[]
  /** Hand-written TypeScript. */
  sources: readonly SourceFile[]
}

export type SourceFile = ProjectFile & {
  readonly text: string
  readonly parsed: ParsedSource
  lineAt(offset: number): number
}

export function readProject(root: string): Project {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
  const paths = listed
    .split('\0')
    .filter((path) => path && statSync(join(root, path), { throwIfNoEntry: false })?.isFile())
  return projectOf(
    root,
    paths.map((path) => lazyFile(path, () => readText(join(root, path)))),
  )
}

/** A project out of texts, for the tests of the checks. */
export function projectOfTexts(texts: Readonly<Record<string, string>>, root = '/nowhere'): Project {
  return projectOf(
    root,
    Object.entries(texts).map(([path, text]) => ({ path, text })),
  )
}

export function isTest(path: string): boolean {
  return /\.(test|e2e)\.tsx?$/.test(path)
}

/** Runs in tests only: the tests, what builds their records, what starts their server. */
export function isForTests(path: string): boolean {
  return isTest(path) || /-fixtures\.tsx?$|\/(testing|fixtures)\//.test(path)
}

/** Generated files say so on their first line; nobody writes them, so nobody is told how long they may be. */
export function isGenerated(text: string): boolean {
  return /\bgenerated\b/i.test(text.slice(0, text.indexOf('\n') + 1 || text.length))
}

function projectOf(root: string, files: readonly ProjectFile[]): Project {
  const sources = files.flatMap((file) =>
    /\.tsx?$/.test(file.path) && file.text !== undefined ? [sourceOf(file.path, file.text)] : [],
  )
  return { root, files, sources }
}

function lazyFile(path: string, read: () => string | undefined): ProjectFile {
  let text: { value: string | undefined } | undefined
  return {
    path,
    get text() {
      text ??= { value: read() }
      return text.value
    },
  }
}

function readText(file: string): string | undefined {
  const bytes = readFileSync(file)
  return bytes.subarray(0, 8000).includes(0) ? undefined : bytes.toString('utf8')
}

function sourceOf(path: string, text: string): SourceFile {
  let parsed: ParsedSource | undefined
  let starts: number[] | undefined
  return {
    path,
    text,
    get parsed() {
      parsed ??= parse(path, text)
      return parsed
    },
    lineAt(offset) {
      starts ??= lineStarts(text)
      let line = starts.findIndex((start) => start > offset)
      if (line < 0) line = starts.length
      return line
    },
  }
}

function parse(path: string, text: string): ParsedSource {
  const result = parseSync(path, text)
  return { program: result.program, comments: result.comments, errors: result.errors.map((fault) => fault.message) }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
