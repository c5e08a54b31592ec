import { createHash, timingSafeEqual } from 'node:crypto'

/** A check of the Authorization header against the token whose time depends on neither. */
export function createBearerCheck(token: string): (header: string | undefined) => boolean {
  const expected = digest(`Bearer ${token}`)
  return (header) => timingSafeEqual(digest(header ?? ''), expected)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}
