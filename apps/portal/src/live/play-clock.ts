/** Adds up how long a player ran, in whole seconds; what is left over is kept for the next time. Instants in ms. */
export type PlayClock = {
  run(now: number): void
  rest(now: number): void
  readonly running: boolean
  /** The seconds since the last time, at most `most`; what is beyond is forgotten: the device slept. */
  take(now: number, most: number): number
}

export function createPlayClock(): PlayClock {
  let since: number | undefined
  let kept = 0
  return {
    run(now) {
      since = since ?? now
    },
    rest(now) {
      if (since !== undefined) kept += Math.max(0, now - since)
      since = undefined
    },
    get running() {
      return since !== undefined
    },
    take(now, most) {
      if (since !== undefined) {
        kept += Math.max(0, now - since)
        since = now
      }
      const seconds = Math.floor(kept / 1000)
      kept = seconds > most ? 0 : kept - seconds * 1000
      return Math.min(seconds, most)
    },
  }
}
