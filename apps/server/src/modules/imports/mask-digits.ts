/** The first three and the last four signs, as numbers of people are shown. */
export function maskDigits(text: string): string {
  return text.length <= 7
    ? text.replace(/./g, '*')
    : `${text.slice(0, 3)}${'*'.repeat(text.length - 7)}${text.slice(-4)}`
}
