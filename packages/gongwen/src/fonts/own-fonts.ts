/** Fonts that an office has a licence for. They come from people and are trusted in nothing: each is read and judged before it is used. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hasCharacter } from './character-map.ts'
import { FontFault } from './font-bytes.ts'
import { PINNED_FONTS } from './pinned-fonts.ts'
import { type FontFacts, readFont } from './read-font.ts'
import { type Face, TYPEFACES, type Typeface } from './typefaces.ts'

export type OwnFonts = {
  readonly faces: Partial<Record<Typeface, Face>>
  readonly files: readonly string[]
}

/** What was found wrong with a file, for whoever put it there. */
export type OwnFontFault =
  | { readonly file: string; readonly fault: 'too-large' | 'not-a-font' | 'may-not-be-embedded' | 'name-taken' }
  | {
      readonly file: string
      readonly fault: 'lacks-characters'
      readonly count: number
      /** The first of them. */
      readonly characters: string
    }

/** The largest Chinese fonts have 50 MB. */
const FONT_BYTES_MAX = 80 * 1024 * 1024
const ENDINGS = ['ttf', 'otf']
const SHOWN_CHARACTERS = 12

/** In the folder a file is called after its typeface: `title.ttf`, `kai.otf`. Without a folder there are none. */
export function checkOwnFonts(folder: string | undefined): { usable: OwnFonts; faults: OwnFontFault[] } {
  const faces: Partial<Record<Typeface, Face>> = {}
  const files: string[] = []
  const faults: OwnFontFault[] = []
  for (const typeface of TYPEFACES) {
    const file = ENDINGS.map((ending) => join(folder ?? '', `${typeface}.${ending}`)).find(existsSync)
    if (folder === undefined || !file) continue
    const checked = checkFont(file)
    if ('fault' in checked) {
      faults.push(checked)
      continue
    }
    faces[typeface] = { family: checked.family, ranges: checked.ranges }
    files.push(file)
  }
  return { usable: { faces, files }, faults }
}

function checkFont(file: string): FontFacts | OwnFontFault {
  if (statSync(file).size > FONT_BYTES_MAX) return { file, fault: 'too-large' }
  let facts: FontFacts
  try {
    facts = readFont(file)
  } catch (fault) {
    if (fault instanceof FontFault) return { file, fault: 'not-a-font' }
    throw fault
  }
  if (!facts.embeddable) return { file, fault: 'may-not-be-embedded' }
  if (PINNED_FONTS.some((font) => font.family.toLowerCase() === facts.family.toLowerCase()))
    return { file, fault: 'name-taken' }
  const lacking = commonCharacters().filter((one) => !hasCharacter(facts.ranges, one.codePointAt(0) ?? 0))
  if (lacking.length === 0) return facts
  return {
    file,
    fault: 'lacks-characters',
    count: lacking.length,
    characters: lacking.slice(0, SHOWN_CHARACTERS).join(''),
  }
}

/** The 6,763 of GB 2312, without which no text of an office can be set. */
export function commonCharacters(): string[] {
  const decoder = new TextDecoder('gbk')
  const found: string[] = []
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const character = decoder.decode(new Uint8Array([row, cell]))
      if (/^\p{Script=Han}$/u.test(character)) found.push(character)
    }
  }
  return found
}
