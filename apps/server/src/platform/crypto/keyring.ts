import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../files/write-whole.ts'
import { type MasterKeys, openMasterKeys } from './master-keys.ts'

/** The installation's keys. `context` binds a ciphertext to its place: moved elsewhere it does not open. */
export type Keyring = MasterKeys & {
  permitPrivateKeyPem: string
  permitPublicKeyPem: string
  /** Ed25519: signs exports of the audit log. */
  auditPrivateKeyPem: string
  auditPublicKeyPem: string
}

/** Reads the keys of a data folder, making them at the first start. They live apart from the data: `data/keys`. */
export function openKeyring(folder: string): Keyring {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  const permit = signingKey(join(folder, 'permit-ed25519.pem'))
  const audit = signingKey(join(folder, 'audit-ed25519.pem'))
  return {
    ...openMasterKeys(folder),
    permitPrivateKeyPem: permit.privatePem,
    permitPublicKeyPem: permit.publicPem,
    auditPrivateKeyPem: audit.privatePem,
    auditPublicKeyPem: audit.publicPem,
  }
}

function signingKey(file: string): { privatePem: string; publicPem: string } {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeWhole(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  }
  const privatePem = readFileSync(file, 'utf8')
  return { privatePem, publicPem: createPublicKey(privatePem).export({ type: 'spki', format: 'pem' }).toString() }
}
