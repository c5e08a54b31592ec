import { type LifeEventKind, LifeEventWords } from '@yimi/contract/life-event.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import { type DataKey, dataKeysOf } from '#platform/crypto/data-keys.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { findLifeEventsOf, type LifeEventRow } from './life-event-queries.ts'

/** What a life event is and what was said of it: kept under the person's key, for an illness is health. */
export type OpenedLifeEvent = { what: LifeEventKind; words: LifeEventWords }

export function whatContext(id: string): string {
  return `life-event ${id} what`
}

export function wordsContext(id: string): string {
  return `life-event ${id} words`
}

export function indexOfLifeEvent(keyring: Pick<Keyring, 'blindIndex'>, what: string): Buffer {
  return keyring.blindIndex(what, 'life-event')
}

export function indexesOfLifeEvent(keyring: Pick<Keyring, 'blindIndexes'>, what: LifeEventKind): Buffer[] {
  return keyring.blindIndexes(what, 'life-event')
}

/** Undefined when the person was erased. */
export function openLifeEvent(row: LifeEventRow, key: DataKey | undefined): OpenedLifeEvent | undefined {
  if (!row.what_enc || !key) return undefined
  const words: unknown = row.words_enc ? JSON.parse(key.open(row.words_enc, wordsContext(row.id))) : {}
  return { what: key.open(row.what_enc, whatContext(row.id)) as LifeEventKind, words: LifeEventWords.parse(words) }
}

/** Life events of a person's records, the newest first. */
export async function lifeEventsOf(
  context: Pick<FlowContext, 'tx' | 'keyring'>,
  personIds: readonly string[],
): Promise<PersonRecord['lifeEvents']> {
  const rows = await findLifeEventsOf(context.tx, personIds)
  const keys = await dataKeysOf(context.tx, context.keyring, 'person', personIds)
  return rows.flatMap((row) => {
    const opened = openLifeEvent(row, keys.get(row.person_id))
    return opened ? [{ id: row.id, what: opened.what, happenedOn: row.happened_on, state: row.state }] : []
  })
}
