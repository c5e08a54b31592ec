import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import type { BirthdayCards } from '../documents/birthday-cards.ts'
import { DOCUMENTS, RARE_NAME } from '../documents/document-fixtures.ts'
import type { PrintDocument } from '../documents/print-document.ts'
import { USUAL_FONT_FOLDER } from '../fonts/pinned-fonts.ts'
import { PrintFault } from './print-fault.ts'
import { openPrinter, type Printer } from './printer.ts'

const at = new Date('2026-11-28T01:02:03Z')
const printer = openPrinter({ fonts: USUAL_FONT_FOLDER })
let folder = ''
let other: Printer | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongwen-'))
})

afterEach(async () => {
  await other?.close()
  other = undefined
  rmSync(folder, { recursive: true, force: true })
})

afterAll(() => printer.close())

function tool(name: string, ...options: string[]): string {
  return execFileSync(name, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

async function printed(document: PrintDocument, by = printer): Promise<string> {
  const file = join(folder, `${document.kind}.pdf`)
  writeFileSync(file, await by.print(document, at))
  return file
}

/** What a reader must find on the paper: every text but the codes, which are pictures. */
function textsOf(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return ['kind', 'type', 'qr'].includes(name) || value === '' ? [] : [value]
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(each, name))
  if (typeof value !== 'object' || value === null) return []
  if ('gone' in value && value.gone === true) return []
  return Object.entries(value).flatMap(([field, each]) => textsOf(each, field))
}

/** Lines are broken anywhere in Chinese. */
function unbroken(text: string): string {
  return text.replace(/\s+/g, '')
}

function cardsFor(...names: string[]): BirthdayCards {
  const card = { title: '', wishes: ['平安'], unit: '实践所', telephone: '' }
  return { kind: 'birthday-cards', cards: names.map((name) => ({ ...card, name })) }
}

test.each(DOCUMENTS.map((document) => [document.kind, document] as const))(
  '%s: the text is the data, all fonts are in it, it is tagged PDF/A',
  async (_kind, document) => {
    const file = await printed(document)
    const text = unbroken(tool('pdftotext', '-raw', file, '-'))
    for (const words of textsOf(document)) expect(text).toContain(unbroken(words))
    expect(text).not.toContain('\ufffd')
    const fonts = tool('pdffonts', file).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/ yes yes yes +\d+ +0$/)
    expect(tool('pdfinfo', file)).toMatch(/Tagged: +yes[\s\S]*Page size: .*A4/)
    expect(tool('pdfinfo', '-meta', file)).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</)
    expect(tool('qpdf', '--check', file)).toContain('No syntax or stream encoding errors')
  },
)

test('the same document at the same instant has the same bytes, also from another process', async () => {
  other = openPrinter({ fonts: USUAL_FONT_FOLDER })
  const [document] = DOCUMENTS
  if (!document) throw new Error('no document')
  const first = await printer.print(document, at)
  expect(Buffer.compare(first, await printer.print(document, at))).toBe(0)
  expect(Buffer.compare(first, await other.print(document, at))).toBe(0)
  expect(Buffer.compare(first, await other.print(document, new Date('2026-11-29T00:00:00Z')))).not.toBe(0)
})

test('a name with a rare character is set in one face as a whole', async () => {
  const file = await printed(cardsFor(RARE_NAME, '周堃', '王小明'))
  const page = tool('pdftohtml', '-xml', '-stdout', '-i', file)
  const families = new Map([...page.matchAll(/fontspec id="(\d+)".*family="\w+\+([\w-]+)"/g)].map((m) => [m[1], m[2]]))
  const faceOf = (words: string) => families.get(new RegExp(`font="(\\d+)">(?:<[^>]*>)*${words}`).exec(page)?.[1])
  expect(faceOf(RARE_NAME)).toBe('LXGWWenKai')
  expect(faceOf('周堃')).toBe('LXGWWenKai')
  expect(faceOf('王小明')).toMatch(/^FandolKai/)
})

test.each([
  ['\ue123', 'U+E123'],
  ['\u{1f382}', 'U+1F382'],
  ['\u0007', 'U+0007'],
])('%j, which no font has, is named with its place', async (character, codePoint) => {
  const failing = printer.print(cardsFor('王小明', `李${character}`), at)
  await expect(failing).rejects.toMatchObject({
    code: 'unknown-character',
    unknown: { character, codePoint, field: 'cards.2.name' },
  })
  // The next one is printed as if nothing had been.
  expect((await printer.print(cardsFor('王小明'), at)).length).toBeGreaterThan(1000)
})

test('marks of direction and variants do not stop anything and are not printed', async () => {
  const file = await printed(cardsFor('王\u202e小\ufe00明\u200b'))
  expect(tool('pdftotext', file, '-')).toContain('王小明')
})

test('missing fonts are named, and once they are there it prints', async () => {
  const empty = join(folder, 'no-fonts')
  other = openPrinter({ fonts: empty })
  await expect(other.print(cardsFor('王小明'), at)).rejects.toMatchObject({
    code: 'fonts-missing',
    detail: expect.stringContaining('FandolKai-Regular.otf'),
  })
  execFileSync('ln', ['-s', USUAL_FONT_FOLDER, empty])
  expect((await other.print(cardsFor('王小明'), at)).length).toBeGreaterThan(1000)
})

test('a process is replaced after its jobs, and jobs asked at once are all printed in turn', async () => {
  other = openPrinter({ fonts: USUAL_FONT_FOLDER, limits: { jobsPerWorker: 2 } })
  const all = await Promise.all(['甲', '乙', '丙'].map((name) => other?.print(cardsFor(name), at)))
  expect(new Set(all.map((pdf) => Buffer.from(pdf ?? []).toString('base64'))).size).toBe(3)
  expect(other.processesStarted()).toBe(2)
})

test('limits are refusals with a name', async () => {
  other = openPrinter({ fonts: USUAL_FONT_FOLDER, limits: { documentBytes: 100, queuedJobs: 1 } })
  await expect(other.print(cardsFor('王小明'.repeat(40)), at)).rejects.toMatchObject({ code: 'too-large' })
  await other.close()
  await expect(other.print(cardsFor('王'), at)).rejects.toMatchObject({ code: 'closed' })
  other = openPrinter({ fonts: USUAL_FONT_FOLDER, limits: { queuedJobs: 1 } })
  const first = other.print(cardsFor('甲'), at)
  await expect(other.print(cardsFor('乙'), at)).rejects.toMatchObject({ code: 'queue-full' })
  await first
})

test('a document that takes too long is given up, and the next one is printed', async () => {
  other = openPrinter({ fonts: USUAL_FONT_FOLDER, limits: { jobMs: 5 } })
  await expect(other.print(cardsFor('甲'), at)).rejects.toBeInstanceOf(PrintFault)
  await expect(other.print(cardsFor('甲'), at)).rejects.toMatchObject({ code: 'took-too-long' })
  expect((await printer.print(cardsFor('乙'), at)).length).toBeGreaterThan(1000)
})

test('a process that dies is replaced and the job done again', async () => {
  await printer.print(cardsFor('甲'), at)
  const printing = printer.print(cardsFor('乙'), at)
  process.kill(printer.processId() ?? 0, 'SIGKILL')
  expect((await printing).length).toBeGreaterThan(1000)
})

test('a kind that there is no template for is a fault, not a file of somebody else', async () => {
  const strange = { ...cardsFor('甲'), kind: '../../../etc/passwd' }
  await expect(printer.print(JSON.parse(JSON.stringify(strange)), at)).rejects.toMatchObject({ code: 'not-set' })
})
