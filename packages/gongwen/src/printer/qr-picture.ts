/** QR codes: a document says what a code holds in a field called `qr`; the template gets its picture. */
import { encode } from 'uqr'

/** A quarter may be dirty or torn and it still reads: paper is carried about. */
const CORRECTION = 'Q'

export function withQrPictures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withQrPictures)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === 'qr' && typeof each === 'string' ? picture(each) : withQrPictures(each),
    ]),
  )
}

/** '' stays '': no code. */
function picture(text: string): string {
  if (text === '') return ''
  const { data, size } = encode(text, { ecc: CORRECTION, border: 0 })
  const dark = data.flatMap(barsOf)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path shape-rendering="crispEdges" d="${dark.join('')}"/></svg>`
}

/** Neighbours as one bar: half the bytes of a page, and no hairline between them. */
function barsOf(row: readonly boolean[], y: number): string[] {
  const bars: string[] = []
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    let end = x
    while (row[end + 1]) end += 1
    bars.push(`M${x} ${y}h${end - x + 1}v1h-${end - x + 1}z`)
    x = end
  }
  return bars
}
