/** Every text of a document before it is set: what cannot be printed is named, and which text needs another face as a whole. */
import { type Face, type Faces, faceHas, TYPEFACES, type Typeface } from '../fonts/typefaces.ts'
import { PrintFault } from './print-fault.ts'

export type PreparedTexts = {
  /** The document with its texts as they are printed. */
  readonly document: unknown
  /** Families in order, for running text. */
  readonly chains: Readonly<Record<Typeface, readonly string[]>>
  /** Which family a text takes as a whole because its typeface lacks a character of it. */
  readonly instead: Readonly<Record<Typeface, Readonly<Record<string, string>>>>
}

/** Shown by no font and meant for none: joiners, marks of direction, variants. Control characters stay and are named. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu
/** A font may hold anything there: another sign than the one that was meant. */
const PRIVATE_USE = /^[\p{Co}\p{Cn}\p{Cs}]$/u

/** @throws PrintFault unknown-character */
export function prepareTexts(document: unknown, faces: Faces): PreparedTexts {
  const instead: Record<Typeface, Record<string, string>> = { song: {}, title: {}, hei: {}, kai: {}, fang: {} }
  const seen = new Set<string>()
  function clean(text: string, path: readonly string[]): string {
    const printed = text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ').replace(INVISIBLE, '')
    if (seen.has(printed)) return printed
    seen.add(printed)
    const characters = [...new Set(printed)].filter((character) => character !== '\n')
    refuseUnknown(characters, faces, path)
    for (const typeface of TYPEFACES) {
      const [first, ...others] = faces[typeface]
      if (!first || coversAll(first, characters)) continue
      const whole = others.find((face) => coversAll(face, characters))
      if (whole) instead[typeface][printed] = whole.family
    }
    return printed
  }
  return { document: mapTexts(document, [], clean), chains: chainsOf(faces), instead }
}

function refuseUnknown(characters: readonly string[], faces: Faces, path: readonly string[]): void {
  const unknown = characters.find(
    (character) =>
      PRIVATE_USE.test(character) ||
      (character.codePointAt(0) ?? 0) < 0x20 ||
      TYPEFACES.some((typeface) => !faces[typeface].some((face) => faceHas(face, character))),
  )
  if (unknown === undefined) return
  const codePoint = `U+${(unknown.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  throw new PrintFault('unknown-character', { unknown: { character: unknown, codePoint, field: path.join('.') } })
}

function coversAll(face: Face, characters: readonly string[]): boolean {
  return characters.every((character) => faceHas(face, character))
}

function chainsOf(faces: Faces): Record<Typeface, string[]> {
  const families = (typeface: Typeface) => faces[typeface].map((face) => face.family)
  return {
    song: families('song'),
    title: families('title'),
    hei: families('hei'),
    kai: families('kai'),
    fang: families('fang'),
  }
}

type Clean = (text: string, path: readonly string[]) => string

function mapTexts(value: unknown, path: readonly string[], clean: Clean): unknown {
  if (typeof value === 'string') return clean(value, path)
  if (Array.isArray(value)) return value.map((each, place) => mapTexts(each, [...path, String(place + 1)], clean))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts(each, [...path, name], clean)]))
}
