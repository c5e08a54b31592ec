/** The checks that other people's programs do: types by tsc, lint and format by Biome. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Check, Fault } from './check.ts'

const typePrograms = ['tsconfig.json', 'apps/console', 'apps/portal']

export const typeChecks: readonly Check[] = typePrograms.map((program) => ({
  name: `types of ${program === 'tsconfig.json' ? 'server, packages and tools' : program}`,
  async run({ root }) {
    if (!existsSync(join(root, program))) return []
    const { code, stdout, stderr } = await runTool(root, ['typescript/bin/tsc', '-p', program, '--pretty', 'false'])
    return code === 0 ? [] : typeFaults(stdout || stderr)
  },
}))

/** `write` repairs what can be repaired safely. */
export function biomeCheck(write: boolean): Check {
  return {
    name: 'lint and format',
    async run({ root }) {
      const options = [
        '--error-on-warnings',
        '--diagnostic-level=warn',
        '--colors=off',
        '--max-diagnostics=200',
        ...(write ? ['--write'] : []),
      ]
      const { code, stdout, stderr } = await runTool(root, ['@biomejs/biome/bin/biome', 'check', ...options])
      return code === 0 ? [] : [{ message: `${stdout}\n${stderr}`.trim() }]
    },
  }
}

/** Runs a program of node_modules under this very Node. */
export function runTool(
  root: string,
  [program = '', ...args]: readonly string[],
  input?: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk
  })
  child.stdin.end(input ?? '')
  return new Promise((done) => {
    child.once('error', (fault) => done({ code: 1, stdout: '', stderr: fault.message }))
    child.once('close', (code) => done({ code: code ?? 1, ...output }))
  })
}

export function typeFaults(output: string): Fault[] {
  const faults: Fault[] = []
  for (const line of output.split('\n').filter(Boolean)) {
    const [, file, number, message] = /^(.+?)\((\d+),\d+\): (?:error )?(.*)$/.exec(line) ?? []
    const last = faults.at(-1)
    if (file && message) faults.push({ file, line: Number(number), message })
    else if (last && /^\s/.test(line)) last.message += `\n${line}`
    else faults.push({ message: line })
  }
  return faults
}
