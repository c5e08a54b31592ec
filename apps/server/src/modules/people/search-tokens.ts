import { pinyin, polyphonic } from 'pinyin-pro'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { comparableContact } from './contact.ts'

/** Enough that two fragments never share a token by chance; half of what a whole hash would take. */
const TOKEN_BYTES = 8
const HASH_BYTES = 32
/** Long names of minorities have up to twenty signs; what follows is not searched by. */
const NAME_SIGNS_MAX = 24
const LETTER = /^[a-z]$/
/** Readings are slow to look up, and signs are few. */
const knownInitials = new Map<string, string[]>()

/**
 * Tokens by which a person is found: single signs and pairs of the name, of its initials, and the telephone's tail. Whoever
 * asks for hundreds hands in what is `known` of those before, as names have most of their signs in common.
 */
export function tokensOf(
  keyring: Pick<Keyring, 'blindIndex'>,
  person: { name: string; contact: string },
  known = new Map<string, Buffer>(),
): Buffer[] {
  const fragments = new Set<string>()
  const signs = signsOf(person.name)
  signs.forEach((sign, place) => {
    fragments.add(`name ${sign}`)
    const next = signs[place + 1]
    if (next !== undefined) fragments.add(`name ${sign}${next}`)
  })
  const initials = signs.map(initialsOf).filter((letters) => letters.length > 0)
  initials.forEach((letters, place) => {
    for (const letter of letters) {
      fragments.add(`initial ${letter}`)
      for (const next of initials[place + 1] ?? []) fragments.add(`initial ${letter}${next}`)
    }
  })
  const digits = comparableContact(person.contact)
  if (/^\d{7,}$/.test(digits)) fragments.add(`tail ${digits.slice(-4)}`)
  return [...fragments].map((fragment) => {
    const token = known.get(fragment) ?? shortened(keyring.blindIndex(fragment, 'person-search'))
    known.set(fragment, token)
    return token
  })
}

/**
 * Groups of tokens for what somebody typed: a person fits who has every token of one group. Empty: no name and no tail. Each
 * master key that is held makes groups of its own, for all tokens of a person are under one key.
 */
export function tokenGroupsOf(keyring: Pick<Keyring, 'blindIndexes'>, search: string): Buffer[][] {
  const signs = signsOf(search)
  const groups: string[][] = []
  if (signs.length > 0 && signs.every((sign) => !/\d/.test(sign))) groups.push(fragmentsOf('name', signs))
  if (signs.length > 0 && signs.every((sign) => LETTER.test(sign))) groups.push(fragmentsOf('initial', signs))
  if (/^\d{4}$/.test(signs.join(''))) groups.push([`tail ${signs.join('')}`])
  return groups.flatMap((group) => {
    const tokens = group.map((fragment) => keyring.blindIndexes(fragment, 'person-search').map(shortened))
    return (tokens[0] ?? []).map((_, key) => tokens.flatMap((one) => one[key] ?? []))
  })
}

function fragmentsOf(kind: string, signs: readonly string[]): string[] {
  if (signs.length === 1) return [`${kind} ${signs[0]}`]
  return [...new Set(signs.slice(1).map((sign, place) => `${kind} ${signs[place]}${sign}`))]
}

/** Signs of a name without dots and spaces, letters small. */
function signsOf(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\s]/gu, '')
  return [...plain.normalize('NFC')].slice(0, NAME_SIGNS_MAX)
}

/** The first letters of every reading that the sign has: 单 is d, s and c. */
function initialsOf(sign: string): string[] {
  const known = knownInitials.get(sign)
  if (known) return known
  const initials = readInitials(sign)
  knownInitials.set(sign, initials)
  return initials
}

function readInitials(sign: string): string[] {
  if (LETTER.test(sign)) return [sign]
  const readings = polyphonic(sign, { toneType: 'none', type: 'array' }).flat()
  const asSurname = pinyin(sign, { toneType: 'none', mode: 'surname' })
  return [...new Set([...readings, asSurname].map((reading) => reading.charAt(0)))].filter((letter) =>
    LETTER.test(letter),
  )
}

/** The number of the master key, where the index says one, stays before it: as `indexed_under()` in the database. */
function shortened(index: Buffer): Buffer {
  return index.subarray(0, index.length - HASH_BYTES + TOKEN_BYTES)
}
