import type { Role } from '@yimi/contract/roles.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Tx } from '../database/database.ts'

/** An event as its address book is given it: ids and codes, no words. */
export type NoticeEvent = {
  kind: string
  recordId: string
  orgId: string
  seq: number
  move: string
  fromState: string
  toState: string
  /** Gates that the event set, by name. */
  gates: Readonly<Record<string, string>>
  refs: Readonly<Record<string, unknown>>
  actorId: string | null
  at: Date
}

/** Somebody with an account, somebody on file, or a contact that was left by somebody who is neither. */
export type Receiver =
  | { accountId: string }
  | { personId: string; orgId: string; name: string }
  | { contact: string; name: string }

/** Who a record's own rows name. The table says which of them hears of what. */
export type ReceiverName =
  | 'applicant'
  | 'guests'
  | 'asked-guests'
  | 'inviter'
  | 'complainant'
  | 'answerable'
  | 'reporter'
  | 'account-itself'
  | 'person-itself'
  | 'booker'
  | 'signed-up'
  | 'leader'
  | 'requester'
  | 'deliverers'
  | 'volunteer'
  | 'quiet-volunteer'
  | 'unconfirmed'

/** What the owner of a record says about it when something happened to it. */
export type Told = {
  /** Fill the sentences of the notice: titles, numbers, dates. No words about a person. */
  words: Readonly<Record<string, string>>
  /** Page of the console where it is handled, `#/complaints`. */
  href?: string
  /** Said once to each receiver, however many records it is said of; undefined: of each. */
  digest?: string
  receivers: Readonly<Partial<Record<ReceiverName, readonly Receiver[]>>>
}

/**
 * Registered by the module that owns the kind; in a transaction of yimi_app in the scope of the event's organisation.
 * Undefined when the record is gone.
 */
export type AddressBook = (
  given: { tx: Tx; keyring: Keyring; today: string },
  event: NoticeEvent,
) => Promise<Told | undefined>

/** Holders of roles whose area has the organisation of the event; `nearest`: only those closest above it. */
export type RoleRule = { roles: readonly Role[]; nearest?: true }
export type ReceiverRule = ReceiverName | RoleRule
