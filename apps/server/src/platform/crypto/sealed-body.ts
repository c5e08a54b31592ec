import { createCipheriv, createDecipheriv } from 'node:crypto'
import { ProgramFault } from '../fault.ts'
import { randomSlice } from './random-slice.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: nonce, ciphertext, tag. `context` binds it to its place: moved elsewhere it does not open. */
export function sealBody(key: Buffer, plain: Buffer | string, context: string): Buffer {
  const nonce = randomSlice(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(typeof plain === 'string' ? Buffer.from(plain) : plain), cipher.final()])
  return Buffer.concat([nonce, body, cipher.getAuthTag()])
}

/** @throws ProgramFault when the bytes were changed, or belong to another key or context. */
export function openBody(key: Buffer, sealed: Buffer, context: string): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new ProgramFault('not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw new ProgramFault(`a sealed value does not open (${context})`, { cause })
  }
}
