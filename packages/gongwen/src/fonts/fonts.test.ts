import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DOCUMENTS } from '../documents/document-fixtures.ts'
import { openPrinter } from '../printer/printer.ts'
import { hasCharacter } from './character-map.ts'
import { FontFault } from './font-bytes.ts'
import { gatherFonts } from './gather-fonts.ts'
import { checkOwnFonts, commonCharacters } from './own-fonts.ts'
import { PINNED_FONTS, USUAL_FONT_FOLDER } from './pinned-fonts.ts'
import { readFont } from './read-font.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongwen-fonts-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function pinned(file: string): string {
  return join(USUAL_FONT_FOLDER, file)
}

function lacking(file: string, family: string, characters: readonly string[]): string[] {
  const { ranges } = readFont(pinned(file), family)
  return characters.filter((character) => !hasCharacter(ranges, character.codePointAt(0) ?? 0))
}

/** Another family of the same length in every record, as if it were somebody else's font. */
function renamed(bytes: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(bytes)
  const inUtf16 = (name: string) => Buffer.from(name, 'utf16le').swap16()
  for (const [old, fresh] of [
    [inUtf16(from), inUtf16(to)],
    [Buffer.from(from), Buffer.from(to)],
  ] as const) {
    for (let at = copy.indexOf(old); at >= 0; at = copy.indexOf(old, at + 1)) fresh.copy(copy, at)
  }
  return copy
}

test.each(PINNED_FONTS.filter((font) => !font.file.startsWith('Liberation')))(
  '$file has all 6,763 common characters and is called $family',
  ({ file, family }) => {
    expect(commonCharacters()).toHaveLength(6763)
    expect(readFont(pinned(file), family).family).toBe(family)
    expect(lacking(file, family, commonCharacters())).toEqual([])
  },
)

test('rare characters are where they were measured to be', () => {
  const rare = [...'珺喆堃镕昇']
  expect(lacking('FandolKai-Regular.otf', 'FandolKai', rare)).toEqual(rare)
  expect(lacking('LXGWWenKai-Regular.ttf', 'LXGW WenKai', rare)).toEqual([])
})

test('a spoiled font is a named fault or is read, and never takes long', () => {
  const good = readFileSync(pinned('LiberationSerif-Regular.ttf'))
  const file = join(folder, 'spoiled.ttf')
  // One run of numbers, the same each time.
  let seed = 20_261_128
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  for (let round = 0; round < 400; round += 1) {
    const bytes = Buffer.from(good.subarray(0, round % 4 === 0 ? next(good.length) : good.length))
    for (let change = 0; change < 8; change += 1) {
      // The directory first of all, then anywhere.
      if (bytes.length > 0) bytes[next(Math.min(bytes.length, change < 6 ? 400 : bytes.length))] = next(256)
    }
    writeFileSync(file, bytes)
    try {
      expect(readFont(file).ranges.length).toBeLessThan(70_000)
    } catch (fault) {
      expect(fault).toBeInstanceOf(FontFault)
    }
  }
})

test.each([
  ['words', Buffer.from('this is no font'), { fault: 'not-a-font' }],
  ['an empty file', Buffer.alloc(0), { fault: 'not-a-font' }],
  [
    'one that calls itself like a pinned one',
    () => readFileSync(pinned('LXGWWenKai-Regular.ttf')),
    { fault: 'name-taken' },
  ],
  [
    'one without Chinese',
    () => renamed(readFileSync(pinned('LiberationSerif-Regular.ttf')), 'Liberation Serif', 'Other Face Serif'),
    { fault: 'lacks-characters', count: 6763, characters: '啊阿埃挨哎唉哀皑癌蔼矮艾' },
  ],
])('an own font is judged before it is used: %s', (_what, bytes, fault) => {
  writeFileSync(join(folder, 'title.ttf'), typeof bytes === 'function' ? bytes() : bytes)
  const { usable, faults } = checkOwnFonts(folder)
  expect(usable.files).toEqual([])
  expect(faults).toEqual([{ file: join(folder, 'title.ttf'), ...fault }])
})

test('an own font that passes is printed with', async () => {
  const bytes = renamed(readFileSync(pinned('LXGWWenKai-Regular.ttf')), 'LXGW WenKai', 'Amts WenKai')
  writeFileSync(join(folder, 'kai.ttf'), bytes)
  expect(checkOwnFonts(folder)).toMatchObject({
    faults: [],
    usable: { faces: { kai: { family: 'Amts WenKai' } } },
  })
  const printer = openPrinter({ fonts: USUAL_FONT_FOLDER, ownFonts: folder })
  const [cards] = DOCUMENTS
  if (!cards) throw new Error('no document')
  const pdf = Buffer.from(await printer.print(cards, new Date(0)))
  await printer.close()
  expect(pdf.includes('LXGWWenKai')).toBe(true)
  expect(pdf.includes('FandolKai')).toBe(false)
})

test('what is installed is taken, what is missing is named, and nothing is half there', async () => {
  const [root, into] = [join(folder, 'machine'), join(folder, 'fonts')]
  const [first] = PINNED_FONTS
  if (!first) throw new Error('no fonts')
  mkdirSync(dirname(join(root, first.path)), { recursive: true })
  copyFileSync(pinned(first.file), join(root, first.path))
  const { missing, otherVersion } = await gatherFonts({ folder: into, offline: true, systemRoot: root })
  expect(missing.map((font) => font.file)).toEqual(PINNED_FONTS.slice(1).map((font) => font.file))
  expect(otherVersion).toEqual([])
  const last = PINNED_FONTS.at(-1)
  mkdirSync(dirname(join(root, last?.path ?? '')), { recursive: true })
  writeFileSync(join(root, last?.path ?? ''), 'another version')
  expect((await gatherFonts({ folder: into, offline: true, systemRoot: root })).otherVersion).toEqual([last?.file])
})
