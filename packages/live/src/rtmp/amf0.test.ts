import { expect, test } from 'vitest'
import { LiveError } from '../live-error.ts'
import { SeededBytes } from '../seeded-bytes.ts'
import { type AmfValue, readAmf0, writeAmf0 } from './amf0.ts'

const bothWays: [string, string, AmfValue][] = [
  ['number', '003ff0000000000000', 1],
  ['boolean', '0101', true],
  ['string', '0200086368e4bda0e5a5bd', 'ch你好'],
  ['null', '05', null],
  ['undefined', '06', undefined],
  ['object', '03000161004000000000000000000009', { a: 2 }],
  ['strict array', '0a0000000201000101', [false, true]],
]

test.each(bothWays)('reads and writes %s', (_name, hex, value) => {
  expect(readAmf0(Buffer.from(hex, 'hex')).map(plain)).toEqual([plain(value)])
  expect(writeAmf0(value).toString('hex')).toBe(hex)
})

test('reads a date and a long string back', () => {
  const long = 'x'.repeat(70_000)
  expect(readAmf0(writeAmf0(new Date(1234567890), long))).toEqual([new Date(1234567890), long])
})

test('an ECMA array with a wrong count, and one without its end, are read by their properties', () => {
  const body = '0001610040000000000000000001620101'
  expect(readAmf0(Buffer.from(`08000000ff${body}000009`, 'hex')).map(plain)).toEqual([{ a: 2, b: true }])
  expect(readAmf0(Buffer.from(`0800000000${body}`, 'hex')).map(plain)).toEqual([{ a: 2, b: true }])
})

test('a property named __proto__ stays a property', () => {
  const [value] = readAmf0(Buffer.from('0300095f5f70726f746f5f5f0101000009', 'hex'))
  expect(Object.keys(value as object)).toEqual(['__proto__'])
})

test.each([
  ['reference', '070001', 'amf_malformed'],
  ['AMF3 switch', '11', 'amf_malformed'],
  ['half a number', '003ff0', 'truncated'],
  ['nesting', '03000161'.repeat(40), 'amf_limit'],
  ['array of four thousand million', '0affffffff', 'amf_limit'],
])('refuses %s', (_name, hex, code) => {
  expect(() => readAmf0(Buffer.from(hex, 'hex'))).toThrowError(expect.objectContaining({ code }))
})

test('damaged bytes end in values or in a fault of the catalogue', () => {
  const seeded = new SeededBytes(7)
  const sample = writeAmf0('connect', 1, { app: 'live', list: [1, 'two', { three: null }], flag: true })
  for (let round = 0; round < 5000; round += 1) {
    const bytes = round % 2 === 0 ? seeded.damage(sample) : seeded.bytes(seeded.below(64))
    try {
      readAmf0(bytes)
    } catch (fault) {
      expect(fault).toBeInstanceOf(LiveError)
    }
  }
})

/** Objects without a prototype compare as plain ones. */
function plain(value: AmfValue): unknown {
  return value === undefined ? 'undefined' : JSON.parse(JSON.stringify(value))
}
