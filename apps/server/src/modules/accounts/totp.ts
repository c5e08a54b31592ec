import { generateSecret, generateURI, verify } from 'otplib'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { type SealedPlace, sealedColumn } from '#platform/crypto/sealed-place-queries.ts'

/** RFC 6238 with what every authenticator knows: SHA-1, six digits, 30 seconds. */
const STEP_SECONDS = 30

/** 160 random bits in base32 (RFC 4226 §4). */
export function newTotpSecret(): string {
  return generateSecret()
}

export function totpUri(secret: string, label: string, issuer: string): string {
  return generateURI({ secret, label, issuer })
}

export function sealTotpSecret(keyring: Keyring, accountId: string, secret: string): Buffer {
  return keyring.seal(secret, totpContext(accountId))
}

/** What of accounts the master key covers. */
export const ACCOUNT_SEALED_PLACES: readonly SealedPlace[] = ['totp_secret_enc', 'totp_pending_enc'].map((column) =>
  sealedColumn({ table: 'accounts', column, ids: ['id'], context: totpContext }),
)

function totpContext(accountId: string): string {
  return `totp ${accountId}`
}

/**
 * The time step of a code that counts: of now or of the step beside it (RFC 6238 §5.2), and later than the last one that
 * was taken. Undefined for any other.
 */
export async function stepOfCode(
  keyring: Keyring,
  shown: { accountId: string; sealed: Buffer; code: string; lastStep: number | null; now: Date },
): Promise<number | undefined> {
  if (!/^\d{6}$/.test(shown.code)) return undefined
  const secret = keyring.open(shown.sealed, totpContext(shown.accountId)).toString('utf8')
  const epoch = Math.floor(shown.now.getTime() / 1000)
  const result = await verify({ secret, token: shown.code, epoch, epochTolerance: STEP_SECONDS })
  if (!result.valid || !('timeStep' in result)) return undefined
  return shown.lastStep === null || result.timeStep > shown.lastStep ? result.timeStep : undefined
}
