import { type IncidentState, incidentFlow } from '@yimi/contract/incident.ts'
import { INCIDENT_KIND_LABELS } from '@yimi/contract/labels.ts'
import { roleHolders } from '#modules/accounts/accounts.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import type { Tx } from '#platform/database/database.ts'
import { takeScope } from '#platform/database/scope.ts'
import type { AddressBook } from '#platform/delivery/address-book.ts'
import type { FlowRules } from '#platform/flow/flow-rules.ts'
import { spokenMoment } from '#platform/spoken-time.ts'
import { findIncident, type IncidentRow, lockIncidents, setAnswerable } from './incident-queries.ts'

const HOUR_MS = 3_600_000
/** Within a day a named person has taken it. */
export const TAKE_HOURS = 24
/** Three days later it is resolved, or the unit above hears of it. */
export const RESOLVE_HOURS = 72

const OFFICERS = ['institute-officer', 'district-admin'] as const

export const incidentRules: FlowRules<IncidentRow, IncidentState, keyof typeof incidentFlow.moves> = {
  plan: incidentFlow,
  lock: lockIncidents,
  effects: {
    // Whoever takes it is the named person from now on.
    take: ({ context, row }) =>
      setAnswerable(context.tx, row.id, {
        answerable_id: context.actor.accountId ?? row.answerable_id,
        due_at: new Date(context.now.getTime() + RESOLVE_HOURS * HOUR_MS),
      }),
    escalate: async ({ context, row }) => {
      const next = await namedPerson(context.tx, row, dayOf(context.now), row.answerable_id)
      await setAnswerable(context.tx, row.id, {
        answerable_id: next ?? row.answerable_id,
        due_at: new Date(context.now.getTime() + TAKE_HOURS * HOUR_MS),
        escalations: row.escalations + 1,
      })
    },
    resolve: ({ context, row }) => setAnswerable(context.tx, row.id, { due_at: null }),
    reopen: ({ context, row }) =>
      setAnswerable(context.tx, row.id, { due_at: new Date(context.now.getTime() + RESOLVE_HOURS * HOUR_MS) }),
  },
  // From what is known before the move: the hours of the state that follows. A note does not set the clock back.
  clocks: (row, state, now) => {
    if (state === 'reported') return [{ move: 'escalate', dueAt: new Date(now.getTime() + TAKE_HOURS * HOUR_MS) }]
    if (state !== 'taken') return []
    if (row.state === 'taken' && row.due_at !== null)
      return [
        { move: 'escalate', dueAt: row.due_at > now ? row.due_at : new Date(now.getTime() + TAKE_HOURS * HOUR_MS) },
      ]
    return [{ move: 'escalate', dueAt: new Date(now.getTime() + RESOLVE_HOURS * HOUR_MS) }]
  },
}

/**
 * Who is answerable: the officer nearest above the station, never one of it. With `after`, the next unit above that person's;
 * undefined when there is nobody above.
 */
export async function namedPerson(
  tx: Tx,
  incident: { org_id: string },
  today: string,
  after?: string | null,
): Promise<string | undefined> {
  await takeScope(tx, { role: 'yimi_jobs', orgs: [incident.org_id] })
  const found = await roleHolders(tx, OFFICERS, incident.org_id, today)
  await takeScope(tx, { role: 'yimi_app', orgs: [incident.org_id] })
  const reached = after ? (found.find((one) => one.accountId === after)?.depth ?? -1) : -1
  const above = found.filter((one) => one.depth > reached)
  const nearest = Math.min(...above.map((one) => one.depth))
  return above.find((one) => one.depth === nearest)?.accountId
}

export const incidentAddresses: Readonly<Record<string, AddressBook>> = {
  incident: async ({ tx, keyring }, event) => {
    const row = await findIncident(tx, event.recordId)
    if (!row) return undefined
    const key = (await dataKeysById(tx, keyring, [row.key_id])).get(row.key_id)
    const contact = row.contact_enc && key ? key.open(row.contact_enc, contactContext(row.id)) : ''
    return {
      words: { number: row.number, kind: INCIDENT_KIND_LABELS[row.kind].zh, dueAt: spokenMoment(row.due_at) },
      href: '#/incidents',
      receivers: {
        answerable: row.answerable_id ? [{ accountId: row.answerable_id }] : [],
        reporter: contact === '' ? [] : [{ contact, name: row.number }],
      },
    }
  },
}

export function wordsContext(id: string): string {
  return `incident ${id} words`
}
export function contactContext(id: string): string {
  return `incident ${id} contact`
}
