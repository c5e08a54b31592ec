import { createHash } from 'node:crypto'

/** What the hash of an event covers, in this order. Words are covered as ciphertext, so erasing them leaves the chain whole. */
export type ChainedEvent = {
  id: string
  kind: string
  recordId: string
  seq: number
  at: Date
  actorId: string | null
  actorRole: string
  orgId: string
  move: string
  fromState: string
  toState: string
  gates: unknown
  refs: unknown
  detail: Buffer | null
  keyId: string | null
  prevHash: Buffer
}

const LENGTH_BYTES = 4
export const FIRST_PREV_HASH = Buffer.alloc(32)

/** SHA-256 over the fields, each with its length before it (4 bytes, big-endian), so that no two events read alike. */
export function hashEvent(event: ChainedEvent): Buffer {
  return hashFields([
    'yimi-event-1',
    event.id,
    event.kind,
    event.recordId,
    String(event.seq),
    event.at.toISOString(),
    event.actorId ?? '',
    event.actorRole,
    event.orgId,
    event.move,
    event.fromState,
    event.toState,
    canonicalJson(event.gates),
    canonicalJson(event.refs),
    event.detail ?? Buffer.alloc(0),
    event.keyId ?? '',
    event.prevHash,
  ])
}

export type SealedHead = { kind: string; recordId: string; seq: number; hash: Buffer }

/** One hash over the heads, in order of kind and record id. */
export function hashHeads(heads: readonly SealedHead[]): Buffer {
  const sorted = [...heads].sort((a, b) => compare(a.kind, b.kind) || compare(a.recordId, b.recordId) || a.seq - b.seq)
  return hashFields([
    'yimi-heads-1',
    ...sorted.flatMap((head) => [head.kind, head.recordId, String(head.seq), head.hash]),
  ])
}

export function hashSeal(seal: { seq: number; at: Date; heads: number; headsHash: Buffer; prevHash: Buffer }): Buffer {
  return hashFields([
    'yimi-seal-1',
    String(seal.seq),
    seal.at.toISOString(),
    String(seal.heads),
    seal.headsHash,
    seal.prevHash,
  ])
}

/** JSON with sorted keys and no blanks: the same value always gives the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
    return `{${entries
      .sort(([a], [b]) => compare(a, b))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`)
      .join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

function hashFields(fields: readonly (string | Buffer)[]): Buffer {
  const bytes = Buffer.allocUnsafe(fields.reduce((sum, field) => sum + LENGTH_BYTES + Buffer.byteLength(field), 0))
  let at = 0
  for (const field of fields) {
    const start = at + LENGTH_BYTES
    const length = typeof field === 'string' ? bytes.write(field, start) : field.copy(bytes, start)
    bytes.writeUInt32BE(length, at)
    at = start + length
  }
  return createHash('sha256').update(bytes).digest()
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
