import { randomInt } from 'node:crypto'
import { hashSecret } from '#platform/crypto/passwords.ts'

/** Letters and figures that nobody takes for one another, in print, by hand or over the telephone. */
const SIGNS = '23456789ACDEFHJKMNPQRTUVWXY'
const GROUPS = 3
const GROUP_SIGNS = 4

/** Twelve signs of 27, 57 bits: short enough to write down, and at 20 guesses a minute not to be found. */
export function newWord(): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_SIGNS }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
  ).join('-')
}

/** However it was typed: small letters, without strokes, with spaces. */
export function hashWord(word: string): Buffer {
  return hashSecret(word.toUpperCase().replace(/[^0-9A-Z]/g, ''))
}
