export type PlannedSegment = { title: string; seconds: number; who: string }

export type RundownPlace = {
  /** The segment that is on by plan; after the last one, the last. */
  index: number
  /** Planned seconds left of it; negative when the whole plan is over. */
  remaining: number
  next: PlannedSegment | undefined
}

/** Where the plan stands so many seconds after the broadcast went on air; nothing without segments or before it. */
export function rundownPlace(segments: readonly PlannedSegment[], secondsOnAir: number): RundownPlace | undefined {
  if (segments.length === 0 || secondsOnAir < 0) return undefined
  let end = 0
  for (const [index, segment] of segments.entries()) {
    end += segment.seconds
    if (secondsOnAir < end) return { index, remaining: end - secondsOnAir, next: segments[index + 1] }
  }
  return { index: segments.length - 1, remaining: end - secondsOnAir, next: undefined }
}
