import { type LifeEventKind, LifeEventWords } from '@yimi/contract/life-event.ts'
import type { z } from 'zod'
import { roleFor, systemActor } from '#platform/access/actor.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { begin, move } from '#platform/flow/move.ts'
import { newId } from '#platform/new-id.ts'
import { findLifeEvent, findOpenLike, insertLifeEvent, type LifeEventRow } from './life-event-queries.ts'
import { lifeEventRules } from './life-event-rules.ts'
import { indexesOfLifeEvent, indexOfLifeEvent, openLifeEvent, whatContext, wordsContext } from './life-event-words.ts'
import { getResident } from './read-residents.ts'
import { keyOfPerson } from './seal-person.ts'

export type Reported = { id: string; state: LifeEventRow['state'] }

/**
 * Somebody says that it happened; nothing follows from it until it is confirmed. The same, while it waits, is written once.
 * @throws Refusal `not-found`, `move-not-allowed` for somebody who died or moved away
 */
export async function reportHappened(
  context: FlowContext,
  said: {
    personId: string
    what: LifeEventKind
    happenedOn: string
    words?: z.input<typeof LifeEventWords>
  },
): Promise<Reported> {
  const { tx, keyring, now, actor } = context
  const person = await getResident(context, said.personId)
  if (person.status !== 'living') throw new Refusal('move-not-allowed')
  const before = await findOpenLike(tx, person.id, indexesOfLifeEvent(keyring, said.what))
  if (before) return { id: before.id, state: before.state }
  const id = newId()
  const key = await keyOfPerson(context, person.id)
  await insertLifeEvent(tx, {
    id,
    org_id: person.org_id,
    person_id: person.id,
    what_enc: key.seal(said.what, whatContext(id)),
    what_index: indexOfLifeEvent(keyring, said.what),
    happened_on: said.happenedOn,
    words_enc: key.seal(JSON.stringify(LifeEventWords.parse(said.words ?? {})), wordsContext(id)),
    reported_by: actor.accountId ?? null,
    reported_as: roleFor(actor, person.org_id, ['entrance-steward', 'grid-worker']).slice(0, 20),
    reported_at: now,
  })
  await begin(context, lifeEventRules, { recordId: id, orgId: person.org_id, refs: { personId: person.id } })
  return { id, state: 'reported' }
}

/** What was reported, and how it stands; undefined out of sight, or when the person was erased. */
export async function readReport(
  { tx, keyring }: Pick<FlowContext, 'tx' | 'keyring'>,
  id: string,
): Promise<{ what: LifeEventKind; state: LifeEventRow['state']; happenedOn: string } | undefined> {
  const row = await findLifeEvent(tx, id)
  const keys = await dataKeysOf(tx, keyring, 'person', row ? [row.person_id] : [])
  const opened = row && openLifeEvent(row, keys.get(row.person_id))
  return opened && { what: opened.what, state: row.state, happenedOn: row.happened_on }
}

/** Whoever reported it says that it was a mistake. What was confirmed already stays. */
export async function takeReportBack(context: FlowContext, id: string, reason: string): Promise<void> {
  const row = await findLifeEvent(context.tx, id)
  if (row?.state !== 'reported') return
  const needs = { reason }
  const asSystem = { ...context, actor: systemActor([row.org_id]) }
  await move(asSystem, lifeEventRules, { recordId: id, orgId: row.org_id, move: 'refuse', needs, detail: needs })
}
