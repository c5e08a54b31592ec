import { createHash } from 'node:crypto'
import { LOCK_MINUTES, TRIES_MAX } from './sign-in-queries.ts'

/** More names than this are not remembered: the oldest go first. */
const NAMES_MAX = 10_000

type Tries = { tries: number; lockedUntil: number }
export type UnknownNames = {
  isLocked(name: string, now: Date): boolean
  /** Answers whether the name is locked now. */
  countTry(name: string, now: Date): boolean
}

/**
 * Tries on names that nobody has are counted as those on real ones are, so that a lock does not tell which names there
 * are. In memory: nothing real hangs on it.
 */
export function rememberUnknownNames(): UnknownNames {
  const names = new Map<string, Tries>()
  const keyOf = (name: string) => createHash('sha256').update(name).digest('base64url')
  const isLocked = (name: string, now: Date) => (names.get(keyOf(name))?.lockedUntil ?? 0) > now.getTime()
  return {
    isLocked,
    countTry(name, now) {
      if (isLocked(name, now)) return true
      const key = keyOf(name)
      const tries = (names.get(key)?.tries ?? 0) + 1
      const locked = tries >= TRIES_MAX
      const lockedUntil = locked ? now.getTime() + LOCK_MINUTES * 60_000 : 0
      names.delete(key)
      names.set(key, { tries: locked ? 0 : tries, lockedUntil })
      const oldest = names.keys().next()
      if (names.size > NAMES_MAX && !oldest.done) names.delete(oldest.value)
      return locked
    },
  }
}
