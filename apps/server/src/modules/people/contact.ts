/** What lists may show of a contact: `138****5678`, `a***@example.org`, the first sign of anything else. */
export function maskContact(contact: string): string {
  const plain = contact.normalize('NFKC').trim()
  if (plain === '') return ''
  const at = plain.lastIndexOf('@')
  if (at > 0) return `${firstSign(plain)}***${plain.slice(at)}`
  const digits = digitsOf(plain)
  if (digits.length >= 10) return `${digits.slice(0, 3)}****${digits.slice(-4)}`
  if (digits.length >= 5) return `***${digits.slice(-2)}`
  return `${firstSign(plain)}***`
}

/** The form under which equal contacts are equal: digits of a number (without +86), a mail address in small letters. */
export function comparableContact(contact: string): string {
  const plain = contact.normalize('NFKC').trim()
  if (plain.includes('@')) return plain.toLowerCase()
  const digits = digitsOf(plain)
  return digits === '' ? plain : digits
}

/** Empty when it is no telephone number. */
function digitsOf(plain: string): string {
  if (!/^[+\d][\d\s().-]*$/.test(plain)) return ''
  return plain.replace(/^(?:\+|00)86/, '').replace(/\D/g, '')
}

/** A sign outside the basic plane is two code units; half of one must not be shown. */
function firstSign(text: string): string {
  return [...text][0] ?? ''
}
