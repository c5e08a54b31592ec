import type { Emergency } from '@yimi/contract/order.ts'

/** Somebody for whom one may ask: oneself (`relation` empty) or whose proxy one is. */
export type Asker = { personId: string; name: string; relation: string; orgId: string }
export type AskReceipt = {
  /** Null: the card is not known. */
  number: string | null
  answerable: { name: string; telephone: string } | null
  telephone: string | null
  emergency: Emergency | null
}
