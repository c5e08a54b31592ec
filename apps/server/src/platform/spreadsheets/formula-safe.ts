/**
 * Signs with which a spreadsheet program may take a cell for a formula, also behind blanks: = + - @, tab, line ends, and the full-width
 * forms that some programs turn into ordinary ones.
 */
const LIVE = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠\t\r\n]/

/** Eleven digits and more lose their end, or their leading zero, when a program reads them as a number. */
const LONG_DIGITS = /^(?:0\d+|\d{11,}|\d{17}[xX])$/

/** Would a program that opens a csv run or change this text? */
export function needsMark(text: string): boolean {
  return LIVE.test(text) || LONG_DIGITS.test(text)
}

/** One field of a csv: in quotes, and with an apostrophe in front where a program would run or change it. */
export function csvField(text: string): string {
  const marked = needsMark(text) ? `'${text}` : text
  return `"${marked.replaceAll('"', '""')}"`
}
