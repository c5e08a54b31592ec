import { cpus, totalmem } from 'node:os'

/** The machine's size, printed with every figure. */
export function machine(): string {
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Prints for people, and with `--json` one line for machines at the end. */
export function report(lines: readonly string[], figures: Readonly<Record<string, unknown>>): void {
  for (const line of lines) console.log(line)
  if (process.argv.includes('--json')) console.log(JSON.stringify({ machine: machine(), ...figures }))
}
