import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { LiveError } from '../live-error.ts'

/**
 * The studio's word that a broadcast may go out: which platforms (the own page is platform `own`), from when to when
 * (ISO instants), under which version of the work rules, and which lease number of the broadcast it belongs to.
 */
export type PermitPayload = {
  v: 1
  broadcast: string
  platforms: string[]
  notBefore: string
  notAfter: string
  rulesVersion: string
  lease: number
}

/** Platform id of the own page. */
export const OWN_PAGE = 'own'

/** A permit names some dozens of platforms. */
const MAX_TOKEN_CHARS = 32 * 1024

/** `base64url(JSON payload).base64url(Ed25519 signature over the first part)`. */
export function signPermit(payload: PermitPayload, privateKeyPem: string): string {
  const body = Buffer.from(JSON.stringify(payload), 'utf8').toString('base64url')
  const signature = sign(null, Buffer.from(body, 'ascii'), createPrivateKey(privateKeyPem))
  return `${body}.${signature.toString('base64url')}`
}

/**
 * The payload of a permit that is valid at `now` (ms) for the broadcast. Throws `permit_malformed`,
 * `permit_signature`, `permit_foreign`, `permit_superseded` (lease below `highestLease`), `permit_not_yet`,
 * `permit_expired`.
 */
export function verifyPermit(
  token: string,
  publicKeyPem: string,
  expected: { broadcast: string; now: number; highestLease: number },
): PermitPayload {
  const parts = token.split('.')
  const [body, signature] = parts
  if (token.length > MAX_TOKEN_CHARS || parts.length !== 2 || body === undefined || signature === undefined) {
    throw new LiveError('permit_malformed')
  }
  const publicKey = createPublicKey(publicKeyPem)
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new LiveError('permit_signature', 'the key is not Ed25519')
  if (!verify(null, Buffer.from(body, 'ascii'), publicKey, Buffer.from(signature, 'base64url'))) {
    throw new LiveError('permit_signature')
  }
  const payload = readPayload(body)
  if (payload.broadcast !== expected.broadcast) throw new LiveError('permit_foreign')
  if (payload.lease < expected.highestLease) throw new LiveError('permit_superseded')
  if (expected.now < Date.parse(payload.notBefore)) throw new LiveError('permit_not_yet')
  if (expected.now >= Date.parse(payload.notAfter)) throw new LiveError('permit_expired')
  return payload
}

function readPayload(body: string): PermitPayload {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
  } catch {
    throw new LiveError('permit_malformed')
  }
  if (!isPayload(value)) throw new LiveError('permit_malformed')
  return value
}

function isPayload(value: unknown): value is PermitPayload {
  if (typeof value !== 'object' || value === null) return false
  const part: Partial<Record<keyof PermitPayload, unknown>> = value
  return (
    part.v === 1 &&
    typeof part.broadcast === 'string' &&
    Array.isArray(part.platforms) &&
    part.platforms.every((platform) => typeof platform === 'string') &&
    isInstant(part.notBefore) &&
    isInstant(part.notAfter) &&
    typeof part.rulesVersion === 'string' &&
    typeof part.lease === 'number' &&
    Number.isSafeInteger(part.lease) &&
    part.lease >= 0
  )
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && Number.isFinite(Date.parse(value))
}
