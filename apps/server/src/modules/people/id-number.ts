const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_SIGNS = '10X98765432'

/** What a citizen number says of itself (GB 11643-1999). The six-digit prefix is of old and not looked up. */
export type CitizenNumber = { number: string; birthDate: string; sex: 'female' | 'male' }

/**
 * The comparable form: half width, no spaces, capital X; fifteen digits of before 1999 become eighteen, so that both are
 * one number.
 */
export function comparableIdNumber(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\-—–]/g, '')
    .toUpperCase()
  return /^\d{15}$/.test(plain) ? lengthened(plain) : plain
}

/** Reads a citizen number in any of its forms; undefined when its day or check sign is wrong. */
export function readCitizenNumber(text: string): CitizenNumber | undefined {
  const number = comparableIdNumber(text)
  if (!/^\d{17}[\dX]$/.test(number) || checkSign(number.slice(0, 17)) !== number.at(-1)) return undefined
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birthDate)) return undefined
  return { number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}

/** What lists may show: the last four signs. */
export function maskIdNumber(text: string): string {
  const plain = [...comparableIdNumber(text)]
  if (plain.length === 0) return ''
  return plain.length <= 6 ? '*'.repeat(plain.length) : `${'*'.repeat(plain.length - 4)}${plain.slice(-4).join('')}`
}

function lengthened(fifteen: string): string {
  const body = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  return body + checkSign(body)
}

function checkSign(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(seventeen[place]), 0)
  return CHECK_SIGNS[sum % 11] ?? ''
}

function isDay(day: string): boolean {
  const instant = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === day
}
