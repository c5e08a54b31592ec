import { type SignUpState, volunteerSignUpFlow } from '@yimi/contract/volunteer-sign-up.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { Tx } from '#platform/database/database.ts'
import type { AddressBook } from '#platform/delivery/address-book.ts'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { findSignUp, lockSignUps, type SignUpRow } from './sign-up-queries.ts'

export type SignUpWords = {
  name: string
  phone: string
  wishes: string
  guardian: string
  guardianPhone: string
}

export const signUpRules: FlowRules<SignUpRow, SignUpState, keyof typeof volunteerSignUpFlow.moves> = {
  plan: volunteerSignUpFlow,
  lock: lockSignUps,
}

export async function wordsOf(
  tx: Tx,
  keyring: Keyring,
  rows: readonly SignUpRow[],
): Promise<Map<string, Partial<SignUpWords>>> {
  const keys = await dataKeysById(
    tx,
    keyring,
    rows.map((row) => row.key_id),
  )
  return new Map(
    rows.map((row) => {
      const opened = row.words_enc ? keys.get(row.key_id)?.open(row.words_enc, wordsContext(row.id)) : undefined
      return [row.id, JSON.parse(opened ?? '{}') as Partial<SignUpWords>]
    }),
  )
}

export const signUpAddresses: Readonly<Record<string, AddressBook>> = {
  'volunteer-sign-up': async ({ tx, keyring }, event) => {
    const row = await findSignUp(tx, event.recordId)
    if (!row) return undefined
    const phone = (await wordsOf(tx, keyring, [row])).get(row.id)?.phone
    return {
      words: { number: row.number },
      href: '#/sign-ups',
      receivers: { 'signed-up': phone ? [{ contact: phone, name: row.number }] : [] },
    }
  },
}

export function wordsContext(id: string): string {
  return `volunteer-sign-up ${id} words`
}
