/** However it was typed: `12`, `v12` and `V000012` are one number. Empty for what is none. */
export function volunteerNumberOf(typed: string): string {
  const digits = /^\s*v?\s*(\d{1,9})\s*$/i.exec(typed.normalize('NFKC'))?.[1]
  return digits ? `V${digits.padStart(6, '0')}` : ''
}
