import { expect, it } from 'vitest'
import { needsEncryption } from './readable-line.ts'

const plain = { protocol: 'http:', hostname: '192.168.1.5' }

it('asks for encryption where something personal is written or shown, from another machine alone', () => {
  expect(needsEncryption({ page: 'complaint', order: '' }, plain)).toBe(true)
  expect(needsEncryption({ page: 'consent', secret: 's' }, plain)).toBe(true)
  expect(needsEncryption({ page: 'live-list' }, plain)).toBe(false)
  expect(needsEncryption({ page: 'complaint', order: '' }, { ...plain, protocol: 'https:' })).toBe(false)
  expect(needsEncryption({ page: 'complaint', order: '' }, { ...plain, hostname: 'localhost' })).toBe(false)
  expect(needsEncryption({ page: 'complaint', order: '' }, { ...plain, hostname: 'localhost.example.org' })).toBe(true)
})
