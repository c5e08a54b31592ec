import type { DoorCard, endDoorCard, issueDoorCard, listDoorCards, lookAtDoor } from '@yimi/contract/door.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { readFiles } from '#modules/files/files.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { readPeople } from '#modules/people/people.ts'
import { awayFromCorps } from '#modules/teams/teams.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeyFor, dataKeysById } from '#platform/crypto/data-keys.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { wordIndex, wordIndexes } from './ask-at-door.ts'
import { asNumber, comparableWord, newCardNumber, newCardWord, wordContext } from './card-words.ts'
import { cardNamed, cardsOf, cardsPage, type DoorCardRow, endCards, findCard, insertCard } from './door-card-queries.ts'

/** As many cards as one installation has volunteers at a desk, several times over. */
const SEARCHED_MAX = 5_000
const FOUND_MAX = 10

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listDoorCards>,
): Promise<RouteAnswer<typeof listDoorCards>> {
  const page = await cardsPage(context.tx, { ...query, orgIds: [...(context.scope?.orgs ?? [])] })
  return { items: await answersOf(context, page.rows), total: page.total }
}

/** For whoever answers the telephone: by number, word or name, inside the own area. */
export async function look(
  context: RequestContext,
  { word }: RouteBody<typeof lookAtDoor>,
): Promise<RouteAnswer<typeof lookAtDoor>> {
  const { tx, keyring } = context
  const orgs = context.scope?.orgs ?? new Set<string>()
  const found = await cardNamed(tx, asNumber(word), wordIndexes(keyring, word))
  const card = found && orgs.has(found.org_id) ? await findCard(tx, found.id) : undefined
  if (card) return { items: await answersOf(context, await ofThoseWhoServe(context, [card])) }
  const wanted = comparableWord(word)
  if (wanted.length < 2) return { items: [] }
  const serving = await ofThoseWhoServe(context, await cardsOf(tx, [...orgs], SEARCHED_MAX))
  const everybody = await answersOf(context, serving)
  return { items: everybody.filter((one) => comparableWord(one.name).includes(wanted)).slice(0, FOUND_MAX) }
}

/** At a door a card counts while its holder serves; the list shows the others too, so that they can be taken back. */
async function ofThoseWhoServe({ tx }: RequestContext, cards: readonly DoorCardRow[]): Promise<DoorCardRow[]> {
  const away = await awayFromCorps(
    tx,
    cards.map((card) => card.person_id),
  )
  return cards.filter((card) => !away.has(card.person_id))
}

export async function issue(context: RequestContext, body: RouteBody<typeof issueDoorCard>): Promise<DoorCard> {
  context.mayOn({ orgId: body.orgId })
  const { tx, keyring, now, actor } = context
  const person = await withMoreOrgs(tx, [body.orgId], () => readPeople(tx, keyring, [body.personId]), { people: true })
  const named = person.get(body.personId)
  if (!named || named.erased) throw new Refusal('not-found')
  if (body.pictureFileId && !(await readFiles(tx, [body.pictureFileId])).has(body.pictureFileId))
    throw new Refusal('bad-request', { faults: [{ path: ['pictureFileId'], message: '没有找到这张照片，请重新上传' }] })
  for (const old of await endCards(tx, { personId: body.personId }, now))
    await recordAct(context, { kind: 'door-card', recordId: old, orgId: body.orgId, act: 'replace' })
  const id = newId()
  const key = await dataKeyFor(tx, keyring, { kind: 'person', id: body.personId }, now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  const word = newCardWord()
  await insertCard(tx, {
    id,
    org_id: body.orgId,
    person_id: body.personId,
    number: newCardNumber(),
    word_enc: key.seal(word, wordContext(id)),
    word_index: wordIndex(keyring, word),
    key_id: key.id,
    picture_file_id: body.pictureAgreed ? body.pictureFileId : null,
    picture_agreed_at: body.pictureAgreed && body.pictureFileId ? now : null,
    issued_at: now,
    issued_by: actor.accountId ?? null,
  })
  await recordAct(context, { kind: 'door-card', recordId: id, orgId: body.orgId, act: 'issue' })
  const card = await findCard(tx, id)
  const [answer] = card ? await answersOf(context, [card]) : []
  if (!answer) throw new ProgramFault('a card that was just issued is not there')
  return answer
}

export async function end(
  context: RequestContext,
  { params }: OperationInput<typeof endDoorCard>,
): Promise<{ id: string }> {
  const card = await findCard(context.tx, params.id)
  if (!card) throw new Refusal('not-found')
  context.mayOn({ orgId: card.org_id })
  if (card.ended_at) throw new Refusal('move-not-allowed')
  await endCards(context.tx, { id: card.id }, context.now)
  await recordAct(context, { kind: 'door-card', recordId: card.id, orgId: card.org_id, act: 'end' })
  return { id: card.id }
}

async function answersOf(context: RequestContext, rows: readonly DoorCardRow[]): Promise<DoorCard[]> {
  const { tx, keyring, today } = context
  const orgs = [...new Set(rows.map((row) => row.org_id))]
  const people = await withMoreOrgs(
    tx,
    orgs,
    () =>
      readPeople(
        tx,
        keyring,
        rows.map((row) => row.person_id),
      ),
    { people: true },
  )
  const keys = await dataKeysById(
    tx,
    keyring,
    rows.map((row) => row.key_id),
  )
  const names = await orgNames(tx, orgs, today)
  return rows.map((row) => ({
    id: row.id,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    personId: row.person_id,
    name: people.get(row.person_id)?.name ?? '',
    number: row.number,
    word: keys.get(row.key_id)?.open(row.word_enc, wordContext(row.id)) ?? '',
    hasPicture: row.picture_file_id !== null,
    pictureShown: row.picture_agreed_at !== null,
    issuedOn: dayOf(row.issued_at),
    issuedAt: row.issued_at.toISOString(),
  }))
}
