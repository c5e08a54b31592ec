/** At once after the first death, then longer while it keeps dying: a broken child must not eat the machine, and a page must be back within a second. */
const stepsMs = [0, 250, 1000, 2000, 5000, 10_000] as const

export function restartDelayMs(deathsInARow: number): number {
  return stepsMs[Math.min(deathsInARow, stepsMs.length) - 1] ?? 0
}
