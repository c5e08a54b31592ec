import { expect, test } from 'vitest'
import { comparableContact, maskContact } from './contact.ts'

test.each([
  ['13800005678', '138****5678'],
  ['+86 138-0000-5678', '138****5678'],
  ['１３８００００５６７８', '138****5678'],
  ['an.li@example.org', 'a***@example.org'],
  ['66012345', '***45'],
  ['𠮷记茶馆', '𠮷***'],
  ['12', '1***'],
  ['  ', ''],
])('%s is shown as %s', (contact, masked) => {
  expect(maskContact(contact)).toBe(masked)
})

test('the same number written two ways compares equal, a different one does not', () => {
  expect(comparableContact('+86 138 0000 5678')).toBe(comparableContact('138-0000-5678'))
  expect(comparableContact('An@Example.org')).toBe('an@example.org')
  expect(comparableContact('13800005679')).not.toBe(comparableContact('13800005678'))
})
