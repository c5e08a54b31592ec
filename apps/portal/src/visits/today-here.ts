/** Today in the district, whatever the clock of the device is set to. */
export function todayHere(now = new Date()): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}
