import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'

/** What a process and its children have used: seconds on the processor (user and system) and memory. */
export type Usage = { cpuSeconds: number; rssMb: number }

/** Linux counts in hundredths of a second (`getconf CLK_TCK`) and pages of 4 KiB. */
const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4096

export function usageOf(pid: number): Usage {
  const rows = readRows()
  const wanted = new Set([pid])
  // Children are started after their parents; a second pass catches pids that have wrapped.
  for (let pass = 0; pass < 2; pass += 1) {
    for (const row of rows) if (wanted.has(row.parent)) wanted.add(row.pid)
  }
  let cpuSeconds = 0
  let rssMb = 0
  for (const row of rows) {
    if (!wanted.has(row.pid)) continue
    cpuSeconds += row.ticks / TICKS_PER_SECOND
    rssMb += (row.pages * PAGE_BYTES) / 2 ** 20
  }
  return { cpuSeconds, rssMb }
}

/** From /proc/PID/stat (proc_pid_stat(5)): 4 ppid, 14 utime, 15 stime, 24 rss. */
function readRows(): { pid: number; parent: number; ticks: number; pages: number }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    let text: string
    try {
      text = readFileSync(`/proc/${name}/stat`, 'latin1')
    } catch {
      return []
    }
    // The second field is the name in brackets and may hold blanks.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const field = (number: number) => Number(fields[number - 3])
    return [{ pid: Number(name), parent: field(4), ticks: field(14) + field(15), pages: field(24) }]
  })
}

export type Running = { pid: number; child: ChildProcess; words(): string; stop(): Promise<void> }

/** Starts a process that ends with the bench; what it says on standard error is kept for the fault. */
export function start(command: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  let words = ''
  child.stderr.on('data', (bytes: Buffer) => {
    words = (words + bytes.toString()).slice(-2000)
  })
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const stop = async () => {
    process.removeListener('exit', killWithUs)
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
    await exited
    clearTimeout(timer)
  }
  if (child.pid === undefined) throw new Error(`${command} did not start`)
  return { pid: child.pid, child, words: () => words, stop }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (typeof address !== 'object' || address === null) throw new Error('no port')
  return address.port
}

export async function sleep(ms: number): Promise<void> {
  await new Promise((done) => setTimeout(done, ms))
}
