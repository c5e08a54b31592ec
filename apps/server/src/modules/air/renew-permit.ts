import { signPermit, verifyPermit } from '@yimi/live/permit/permit.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'

/**
 * The permit for this number of the lease: the same one when it carries the number, else signed anew with everything but the
 * number as the studio signed it. What the studio did not sign, or what is over, is not signed again.
 * @throws LiveError `permit_*`
 */
export function permitForLease(
  keyring: Pick<Keyring, 'permitPrivateKeyPem' | 'permitPublicKeyPem'>,
  permit: { token: string; broadcast: string; lease: number; now: Date },
): string {
  const expected = { broadcast: permit.broadcast, now: permit.now.getTime(), highestLease: 0 }
  const payload = verifyPermit(permit.token, keyring.permitPublicKeyPem, expected)
  if (payload.lease === permit.lease) return permit.token
  return signPermit({ ...payload, lease: permit.lease }, keyring.permitPrivateKeyPem)
}
