import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openMasterKeys } from '#platform/crypto/master-keys.ts'
import { tokenGroupsOf, tokensOf } from './search-tokens.ts'

const folder = mkdtempSync(join(tmpdir(), 'yimi-tokens-'))
const keyring = openMasterKeys(folder)
afterAll(() => rmSync(folder, { recursive: true }))

function finds(search: string, name: string, contact = ''): boolean {
  const tokens = new Set(tokensOf(keyring, { name, contact }).map((token) => token.toString('hex')))
  return tokenGroupsOf(keyring, search).some((group) => group.every((token) => tokens.has(token.toString('hex'))))
}

test.each([
  ['王', '王小明'],
  ['小明', '王小明'],
  ['wxm', '王小明'],
  ['WXM', '王小明'],
  ['xm', '王小明'],
  // surnames with several readings: each finds
  ['sxx', '单雄信'],
  ['dxx', '单雄信'],
  ['qjm', '仇建民'],
  ['zgm', '查国民'],
  ['yz', '乐之'],
  ['lz', '乐之'],
  ['oynn', '欧阳娜娜'],
  ['阿卜杜拉', '阿卜杜拉·买买提'],
  ['拉买', '阿卜杜拉·买买提'],
  ['阿卜杜拉 买买提', '阿卜杜拉·买买提'],
  ['喆', '李喆'],
  ['lz', '李喆'],
  ['堃', '陶堃'],
  ['𠮷', '𠮷永'],
  ['anna', 'Anna Li'],
])('%s finds %s', (search, name) => {
  expect(finds(search, name)).toBe(true)
})

test.each([
  ['明小', '王小明'],
  ['wm', '王小明'],
  ['王小明明', '王小明'],
  ['', '王小明'],
  ['···', '王小明'],
])('%s does not find %s', (search, name) => {
  expect(finds(search, name)).toBe(false)
})

test('the last four digits find a telephone, other four do not', () => {
  expect(finds('5678', '王小明', '138 0000 5678')).toBe(true)
  expect(finds('0000', '王小明', '138 0000 5678')).toBe(false)
  expect(finds('5678', '王小明', '5678')).toBe(false)
})
