import { createHash } from 'node:crypto'

/** The same ids for the same seed, whatever order they come in; at least one. */
export function drawSample(ids: readonly string[], share: number, seed: number): Set<string> {
  const size = Math.max(1, Math.ceil((ids.length * share) / 100))
  const ranked = ids.map((id) => ({ id, rank: createHash('sha256').update(`${seed} ${id}`).digest('hex') }))
  return new Set(
    ranked
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
      .slice(0, size)
      .map((one) => one.id),
  )
}
