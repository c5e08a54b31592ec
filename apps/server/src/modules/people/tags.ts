import { type PersonTag, TAG_KINDS, type TagKind } from '@yimi/contract/person-tag.ts'
import { dayOf } from '#platform/clock.ts'
import { type DataKey, dataKeysOf } from '#platform/crypto/data-keys.ts'
import type { Keyring } from '#platform/crypto/keyring.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { newId } from '#platform/new-id.ts'
import type { EndedConsent } from './consent-handlers.ts'
import { aliasIds } from './consent-queries.ts'
import { consentInForce } from './consents.ts'
import { keyOfPerson } from './seal-person.ts'
import { endTags, insertTag, peopleByKind, type TagRow, tagsOfPeople } from './tag-queries.ts'

type Reading = Pick<FlowContext, 'tx' | 'keyring' | 'now'>
export type GivenTag = {
  person: { id: string; orgId: string }
  kind: TagKind
  value: string
  source: PersonTag['source']
  givenOn: string
  expiresOn: string | null
}

/**
 * Marks a resident; a mark of the same kind before it ends.
 * @throws Refusal `consent-missing` where the kind is sensitive and nobody consented to its purpose
 */
export async function addTag(context: FlowContext, given: GivenTag): Promise<PersonTag> {
  const { tx, keyring, now } = context
  const { person, kind } = given
  const { purpose } = TAG_KINDS[kind]
  const consentId = purpose && (await consentInForce(context, person.id, purpose))
  if (purpose && !consentId) throw new Refusal('consent-missing')
  const key = await keyOfPerson(context, person.id)
  const index = indexOfKind(keyring, kind)
  await endTags(tx, { kinds: indexesOfKind(keyring, kind), personIds: [person.id] }, { at: now, kind: 'removed' })
  const id = newId()
  const row = {
    id,
    person_id: person.id,
    kind_enc: key.seal(kind, kindContext(id)),
    value_enc: given.value === '' ? null : key.seal(given.value, `tag ${id} value`),
    source: given.source,
    given_on: given.givenOn,
    expires_on: given.expiresOn,
  }
  await insertTag(tx, {
    ...row,
    org_id: person.orgId,
    kind_index: index,
    given_by: context.actor.accountId ?? null,
    consent_id: consentId ?? null,
  })
  await recordTagAct(context, person, 'add-tag', { kind, value: given.value })
  const tag = openTag(row, key, dayOf(now))
  if (!tag) throw new ProgramFault('a new mark does not open')
  return tag
}

/** Takes a mark away; answers how many (0: it was none of this person's). */
export async function removeTag(
  context: FlowContext,
  person: { id: string; orgId: string },
  tagId: string,
): Promise<number> {
  const personIds = await aliasIds(context.tx, person.id)
  const tag = (await readTags(context, [person.id])).get(person.id)?.find((one) => one.id === tagId)
  const ended = await endTags(context.tx, { id: tagId, personIds }, { at: context.now, kind: 'removed' })
  if (ended.length > 0) await recordTagAct(context, person, 'remove-tag', { kind: tag?.kind, value: tag?.value })
  return ended.length
}

/** Marks of people, those of records merged into them included. */
export async function readTags(context: Reading, personIds: readonly string[]): Promise<Map<string, PersonTag[]>> {
  const found = new Map<string, PersonTag[]>()
  for (const id of personIds) {
    const aliases = await aliasIds(context.tx, id)
    const keys = await dataKeysOf(context.tx, context.keyring, 'person', aliases)
    const tags = (await tagsOfPeople(context.tx, aliases)).flatMap((row) => {
      const key = keys.get(row.person_id)
      return (key && openTag(row, key, dayOf(context.now))) ?? []
    })
    found.set(id, tags)
  }
  return found
}

/** Ids of the residents of these organisations who bear the mark today. */
export async function peopleTagged(context: Reading, orgIds: readonly string[], kind: TagKind): Promise<Set<string>> {
  return new Set(await peopleByKind(context.tx, orgIds, indexesOfKind(context.keyring, kind), dayOf(context.now)))
}

/** What stood on a consent goes with it. */
export async function endTagsOfPurpose(context: FlowContext, ended: EndedConsent): Promise<void> {
  const kinds = (Object.keys(TAG_KINDS) as TagKind[])
    .filter((kind) => TAG_KINDS[kind].purpose === ended.purpose)
    .flatMap((kind) => indexesOfKind(context.keyring, kind))
  const personIds = await aliasIds(context.tx, ended.personId)
  await endTags(context.tx, { kinds, personIds }, { at: context.now, kind: 'consent-withdrawn' })
}

function openTag(row: TagRow, key: DataKey, today: string): PersonTag | undefined {
  if (!row.kind_enc) return undefined
  return {
    id: row.id,
    kind: key.open(row.kind_enc, kindContext(row.id)) as TagKind,
    value: row.value_enc ? key.open(row.value_enc, `tag ${row.id} value`) : '',
    source: row.source as PersonTag['source'],
    givenOn: row.given_on,
    expiresOn: row.expires_on,
    expired: row.expires_on !== null && row.expires_on <= today,
  }
}

function recordTagAct(
  context: FlowContext,
  person: { id: string; orgId: string },
  act: string,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const keySubject = { kind: 'person' as const, id: person.id }
  return recordAct(context, { kind: 'person', recordId: person.id, orgId: person.orgId, act, detail, keySubject })
}

export function kindContext(id: string): string {
  return `tag ${id} kind`
}

export function indexOfKind(keyring: Pick<Keyring, 'blindIndex'>, kind: string): Buffer {
  return keyring.blindIndex(kind, 'tag-kind')
}

export function indexesOfKind(keyring: Pick<Keyring, 'blindIndexes'>, kind: TagKind): Buffer[] {
  return keyring.blindIndexes(kind, 'tag-kind')
}
