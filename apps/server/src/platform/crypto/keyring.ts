import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProgramFault } from '../fault.ts'
import { writeWhole } from '../files/write-whole.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
/** First byte of what is sealed, so that another algorithm (SM4) can stand beside this one. */
const AES_256_GCM = 1

/** The installation's keys. `context` binds a ciphertext to its place: moved elsewhere it does not open. */
export type Keyring = {
  seal(plain: Buffer | string, context: string): Buffer
  open(sealed: Buffer, context: string): Buffer
  /** Keyed hash for exact look-up of an encrypted field. */
  blindIndex(value: string, context: string): Buffer
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
  const master = readOrMake(join(folder, 'master.key'), () => randomBytes(32))
  if (master.length !== 32) throw new ProgramFault('data/keys/master.key is damaged: it must hold 32 bytes')
  const permit = signingKey(join(folder, 'permit-ed25519.pem'))
  const audit = signingKey(join(folder, 'audit-ed25519.pem'))
  return {
    ...keyringFrom(master),
    permitPrivateKeyPem: permit.privatePem,
    permitPublicKeyPem: permit.publicPem,
    auditPrivateKeyPem: audit.privatePem,
    auditPublicKeyPem: audit.publicPem,
  }
}

function signingKey(file: string): { privatePem: string; publicPem: string } {
  const privatePem = readOrMake(file, () =>
    Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
  ).toString('utf8')
  return { privatePem, publicPem: createPublicKey(privatePem).export({ type: 'spki', format: 'pem' }).toString() }
}

/** Sealing and blind index under one 32-byte master key, each with a key derived for it (HKDF, RFC 5869). */
export function keyringFrom(master: Buffer): Pick<Keyring, 'seal' | 'open' | 'blindIndex'> {
  const sealing = derive(master, 'sealing')
  const indexing = derive(master, 'blind index')
  return {
    seal: (plain, context) => sealWith(sealing, plain, context),
    open: (sealed, context) => openWith(sealing, sealed, context),
    blindIndex: (value, context) => createHmac('sha256', indexing).update(`${context}\0${value}`).digest(),
  }
}

/** AES-256-GCM: version byte, nonce, ciphertext, tag. */
export function sealWith(key: Buffer, plain: Buffer | string, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(typeof plain === 'string' ? Buffer.from(plain) : plain), cipher.final()])
  return Buffer.concat([Buffer.of(AES_256_GCM), nonce, body, cipher.getAuthTag()])
}

/** @throws ProgramFault when the bytes were changed, or belong to another key or context. */
export function openWith(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== AES_256_GCM)
    throw new ProgramFault('not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES))
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES)),
      decipher.final(),
    ])
  } catch (cause) {
    throw new ProgramFault(`a sealed value does not open (${context})`, { cause })
  }
}

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `yimi ${purpose}`, 32))
}

function readOrMake(file: string, make: () => Buffer): Buffer {
  if (existsSync(file)) return readFileSync(file)
  const made = make()
  writeWhole(file, made)
  return made
}
