export type PlannedSegment = { title: string; seconds: number; who: string }
/** Seconds after the broadcast went on air at which the director went to the segment. */
export type MarkedSegment = { index: number; second: number }

export type RundownPlace = {
  /** The segment that is on: as marked, without a mark as planned; after the last one, the last. */
  index: number
  /** Seconds left of it; negative when it, or the whole plan, is over. */
  remaining: number
  next: PlannedSegment | undefined
  /** How much later than planned it began, in seconds; negative: earlier. Nothing while all goes by plan. */
  late: number | undefined
}

/** Where the rundown stands so many seconds after the broadcast went on air; nothing without segments or before it. */
export function rundownPlace(
  segments: readonly PlannedSegment[],
  secondsOnAir: number,
  marks: readonly MarkedSegment[] = [],
): RundownPlace | undefined {
  if (segments.length === 0 || secondsOnAir < 0) return undefined
  const mark = marks.at(-1)
  const marked = mark && segments[mark.index]
  if (marked) {
    const planned = segments.slice(0, mark.index).reduce((sum, segment) => sum + segment.seconds, 0)
    return {
      index: mark.index,
      remaining: marked.seconds - (secondsOnAir - mark.second),
      next: segments[mark.index + 1],
      late: mark.second - planned,
    }
  }
  let end = 0
  for (const [index, segment] of segments.entries()) {
    end += segment.seconds
    if (secondsOnAir < end) return { index, remaining: end - secondsOnAir, next: segments[index + 1], late: undefined }
  }
  return { index: segments.length - 1, remaining: end - secondsOnAir, next: undefined, late: undefined }
}

/** How long a segment really took; nothing where its beginning or its end was not marked. */
export function tookSeconds(marks: readonly MarkedSegment[], index: number): number | undefined {
  const began = index === 0 ? 0 : marks.find((mark) => mark.index === index)?.second
  const ended = marks.find((mark) => mark.index === index + 1)?.second
  return began === undefined || ended === undefined ? undefined : ended - began
}
