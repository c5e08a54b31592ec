import { randomInt } from 'node:crypto'

/** Without letters and digits that are taken for one another when read aloud. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 8

/** `2026-K7QM4XRT`: a year and nothing else; a million million of them, and no number leads to the next one. */
export function newOrderNumber(year: string): string {
  return `${year}-${Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)] ?? '').join('')}`
}
