import { sha256 } from './sha256.ts'

const KEY = 'yimi.viewing'
/** For a browser that keeps nothing: the number lasts as long as the page. */
let unkept: string | undefined

/**
 * The number under which this browser is counted for one broadcast. The random number that it is made of never leaves the
 * browser, so that nobody can tell that two broadcasts were seen by one.
 */
export function viewerFor(broadcastId: string): string {
  return sha256(`${keptNumber()} ${broadcastId}`)
}

function keptNumber(): string {
  try {
    const kept = localStorage.getItem(KEY)
    if (kept && /^[0-9a-f]{32}$/.test(kept)) return kept
    const made = unkept ?? randomNumber()
    localStorage.setItem(KEY, made)
    return made
  } catch {
    unkept = unkept ?? randomNumber()
    return unkept
  }
}

function randomNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => `0${byte.toString(16)}`.slice(-2)).join('')
}
