/** The table `cmap` of OpenType: which characters have a glyph. Formats 4 and 12, which every font of Chinese has. */
import { type FontBytes, FontFault } from './font-bytes.ts'

/** First and last code point. */
export type CharacterRange = readonly [number, number]

/** Groups of format 12, segments of format 4; the largest fonts have 20,000. */
const GROUPS_MAX = 200_000
const LAST_CODE_POINT = 0x10ffff

/** In order, without overlaps. @throws FontFault */
export function readCharacterMap(cmap: FontBytes): CharacterRange[] {
  const count = cmap.u16(2)
  const places = Array.from({ length: Math.min(count, 64) }, (_, place) => ({
    platform: cmap.u16(4 + place * 8),
    encoding: cmap.u16(6 + place * 8),
    offset: cmap.u32(8 + place * 8),
  })).filter(({ platform, encoding }) => platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10)))
  const whole = places.find(({ offset }) => cmap.u16(offset) === 12)
  if (whole) return joined(groupsOf(cmap, whole.offset))
  const basic = places.find(({ offset }) => cmap.u16(offset) === 4)
  if (basic) return joined(segmentsOf(cmap, basic.offset))
  throw new FontFault('no table of Unicode characters')
}

export function hasCharacter(ranges: readonly CharacterRange[], codePoint: number): boolean {
  let [low, high] = [0, ranges.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = ranges[middle] ?? [0, -1]
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return true
  }
  return false
}

function groupsOf(cmap: FontBytes, at: number): CharacterRange[] {
  const count = cmap.u32(at + 12)
  if (count > GROUPS_MAX) throw new FontFault(`${count} groups of characters`)
  return Array.from({ length: count }, (_, group): CharacterRange => {
    const start = at + 16 + group * 12
    const [first, last] = [cmap.u32(start), cmap.u32(start + 4)]
    if (first > last || last > LAST_CODE_POINT) throw new FontFault('a group of characters runs backwards')
    return [first, last]
  })
}

/** A character of a segment may still have no glyph: its place in the array says 0. */
function segmentsOf(cmap: FontBytes, at: number): CharacterRange[] {
  const twice = cmap.u16(at + 6)
  const [ends, starts] = [at + 14, at + 16 + twice]
  const [deltas, ranges] = [starts + twice, starts + 2 * twice]
  const found: CharacterRange[] = []
  let before = -1
  for (let place = 0; place < twice; place += 2) {
    const [first, last, delta, range] = [
      cmap.u16(starts + place),
      cmap.u16(ends + place),
      cmap.u16(deltas + place),
      cmap.u16(ranges + place),
    ]
    // In order, as the format asks: a file that repeats itself would be read for minutes.
    if (first > last || first <= before) throw new FontFault('a segment of characters runs backwards')
    before = last
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const glyph = range === 0 ? code + delta : cmap.u16(ranges + place + range + 2 * (code - first))
      if ((glyph & 0xffff) !== 0) found.push([code, code])
    }
  }
  return found
}

function joined(ranges: CharacterRange[]): CharacterRange[] {
  const result: [number, number][] = []
  for (const [first, last] of ranges.sort((one, other) => one[0] - other[0])) {
    const previous = result.at(-1)
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last)
    else result.push([first, last])
  }
  return result
}
