import { expect, test } from 'vitest'
import { findHashed, hashWords, normalise, prepare } from './name-hashes.ts'
import { kindsOf, refusedIn } from './source-names.ts'

// Invented, as the real ones may not stand here.
const kinds = kindsOf(
  hashWords(['柳河镇', '江小舟', '66001234'], 16),
  hashWords([normalise('清晨的街道上已经有人扫雪').text], 24),
)

function linesOf(text: string, path = 'a.md'): (number | undefined)[] {
  return refusedIn({ path, text }, kinds).map((fault) => fault.line)
}

test.each([
  ['as it is', '第一行\n他叫江小舟。', 2],
  ['cut by spaces and a line end', '柳 河\n  镇', 1],
  ['in full-width figures with a dash', '电话：６６００－１２３４', 1],
  ['as a key of data', '{"柳河镇": 1}', 1],
  ['a sentence with other marks', '“清晨的街道上，已经有人——扫雪。”', 1],
])('a name or a sentence is found: %s', (_how, text, line) => {
  expect(linesOf(text)).toEqual([line])
})

test('a name in a path is found', () => {
  expect(refusedIn({ path: 'docs/柳河镇.md', text: '' }, kinds)).toHaveLength(1)
})

test.each(['柳河', '镇上的柳河', '小舟江', '6600123', '清晨的街道上已经有人'])('%s is free', (text) => {
  expect(linesOf(text)).toEqual([])
})

test('a name inside a free word is passed over, elsewhere it is found', () => {
  const [group] = hashWords(['河镇'], 16).map(prepare)
  if (!group) throw new Error('no group')
  expect(findHashed(normalise('到柳河镇区去', ['柳河镇区']), group)).toEqual([])
  expect(findHashed(normalise('到柳河镇区，在河镇', ['柳河镇区']), group)).toEqual([6])
})

test('the message does not repeat what it found', () => {
  const [fault] = refusedIn({ path: 'a.md', text: '江小舟' }, kinds)
  expect(fault?.message).not.toContain('江小舟')
})
