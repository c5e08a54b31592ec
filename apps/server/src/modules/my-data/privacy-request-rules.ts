import { type PrivacyRequestState, privacyRequestFlow } from '@yimi/contract/my-data.ts'
import { readPeople } from '#modules/people/people.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { AddressBook } from '#platform/delivery/address-book.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, FlowRules } from '#platform/flow/flow-rules.ts'
import { spokenDay } from '#platform/spoken-time.ts'
import { findRequest, lockRequests, type PrivacyRequestRow, setAnswer } from './privacy-request-queries.ts'

/** Fifteen days, as practice reads «in time» of PIPL art. 50. */
export const ANSWER_DAYS = 15

export const privacyRequestRules: FlowRules<
  PrivacyRequestRow,
  PrivacyRequestState,
  keyof typeof privacyRequestFlow.moves
> = {
  plan: privacyRequestFlow,
  lock: lockRequests,
  isApplicant: (row, actor) => row.person_id === actor.personId,
  keySubject: (row) => ({ kind: 'person', id: row.person_id }),
  effects: {
    fulfil: ({ context, row, needs }) => keepAnswer(context, row, String(needs.words)),
    refuse: ({ context, row, needs }) => keepAnswer(context, row, String(needs.words)),
  },
}

async function keepAnswer(context: FlowContext, row: PrivacyRequestRow, words: string): Promise<void> {
  const key = await dataKeyForPerson(context, row.person_id)
  await setAnswer(context.tx, row.id, key.seal(words, answerContext(row.id)))
}

export async function dataKeyForPerson(context: Pick<FlowContext, 'tx' | 'keyring' | 'now'>, personId: string) {
  const key = await dataKeyFor(context.tx, context.keyring, { kind: 'person', id: personId }, context.now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  return key
}

export const privacyRequestAddresses: Readonly<Record<string, AddressBook>> = {
  'privacy-request': async ({ tx, keyring }, event) => {
    const row = await findRequest(tx, event.recordId)
    if (!row) return undefined
    const people = await withMoreOrgs(tx, [row.org_id], () => readPeople(tx, keyring, [row.person_id]), {
      people: true,
    })
    const person = people.get(row.person_id)
    return {
      words: { number: row.number, dueAt: spokenDay(row.due_at) },
      href: event.move === 'create' ? '#/privacy-requests' : '#/my',
      receivers: {
        'person-itself':
          person && !person.erased ? [{ personId: person.id, orgId: person.orgId, name: person.name }] : [],
      },
    }
  },
}

export function wordsContext(id: string): string {
  return `privacy-request ${id} words`
}
export function answerContext(id: string): string {
  return `privacy-request ${id} answer`
}
