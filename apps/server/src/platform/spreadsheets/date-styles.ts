import { attributeOf } from './xml-text.ts'

/** Formats that show a day and have no code of their own in the file (ECMA-376 part 1, 18.8.30; 27 to 58 are the Chinese ones). */
const BUILT_IN_DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])

/** Which cell styles show their number as a day, from `styles.xml`. */
export function readDateStyles(styles: string): ReadonlySet<number> {
  const codes = new Map<number, string>()
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^<>]*>/g))
    codes.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode'))
  const cells = /<(?:\w+:)?cellXfs\b[^<>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(styles)?.[1] ?? ''
  const dates = new Set<number>()
  let index = 0
  for (const [tag] of cells.matchAll(/<(?:\w+:)?xf\b[^<>]*>/g)) {
    const format = Number(attributeOf(tag, 'numFmtId'))
    const code = codes.get(format)
    if (code === undefined ? BUILT_IN_DAYS.has(format) : showsDay(code)) dates.add(index)
    index += 1
  }
  return dates
}

/** A code with a year, or with a day and a month: words in quotes and brackets do not count. */
function showsDay(code: string): boolean {
  const plain = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase()
  return plain.includes('y') || (plain.includes('m') && plain.includes('d'))
}
