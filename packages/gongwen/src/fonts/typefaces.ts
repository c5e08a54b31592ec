/** The typefaces that templates name, each with what stands in where it lacks a character. */
import { join } from 'node:path'
import { type CharacterRange, hasCharacter } from './character-map.ts'
import { PINNED_FONTS } from './pinned-fonts.ts'
import { readFont } from './read-font.ts'

/** 宋 text, 标宋 titles, 黑 headings and figures, 楷 and 仿宋. */
export const TYPEFACES = ['song', 'title', 'hei', 'kai', 'fang'] as const
export type Typeface = (typeof TYPEFACES)[number]

export type Face = { readonly family: string; readonly ranges: readonly CharacterRange[] }
export type Faces = Readonly<Record<Typeface, readonly Face[]>>

/** Figures and letters of the west, in every typeface but the heading's. */
export const LATIN_FAMILY = 'Liberation Serif'

/** The first is the typeface, the others stand in for it, in this order. */
const CHAINS: Readonly<Record<Typeface, readonly string[]>> = {
  song: ['Noto Serif CJK SC', 'LXGW WenKai', 'Noto Sans CJK SC'],
  title: ['Noto Serif CJK SC', 'LXGW WenKai', 'Noto Sans CJK SC'],
  hei: ['Noto Sans CJK SC', 'Noto Serif CJK SC', 'LXGW WenKai'],
  kai: ['FandolKai', 'LXGW WenKai', 'Noto Serif CJK SC'],
  fang: ['FandolFang R', 'LXGW WenKai', 'Noto Serif CJK SC'],
}

/** `own`: fonts of the office, which come before the pinned one of their typeface. */
export function readFaces(folder: string, own: Partial<Record<Typeface, Face>> = {}): Faces {
  const read = new Map<string, Face>()
  for (const { file, family } of PINNED_FONTS) {
    if (!read.has(family)) read.set(family, { family, ranges: readFont(join(folder, file), family).ranges })
  }
  const chain = (typeface: Typeface): Face[] => [
    ...[own[typeface] ?? []].flat(),
    ...CHAINS[typeface].flatMap((family) => read.get(family) ?? []),
  ]
  return { song: chain('song'), title: chain('title'), hei: chain('hei'), kai: chain('kai'), fang: chain('fang') }
}

export function faceHas(face: Face, character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0
  return codePoint <= LAST_WESTERN || hasCharacter(face.ranges, codePoint)
}

/** ASCII is in every one of them and in the western face. */
const LAST_WESTERN = 0x7e
