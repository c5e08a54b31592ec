import type {
  confirmLifeEvent,
  LifeEvent,
  lifeEventFlow,
  listLifeEvents,
  listMyNeighbours,
  refuseLifeEvent,
  reportLifeEvent,
  reverseLifeEvent,
} from '@yimi/contract/life-event.ts'
import { CONFIRMED_BY_ANOTHER } from '@yimi/contract/life-event.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { doorOf, dwellingsOfSteward, readDwellings } from '#modules/ground/ground.ts'
import { peopleScopeOf } from '#platform/access/authorise.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { availableMoves, move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { currentHomes, householdsIn, membersOf } from './household-queries.ts'
import { findLifeEvent, type LifeEventRow, lifeEventsPage } from './life-event-queries.ts'
import { lifeEventRules } from './life-event-rules.ts'
import { openLifeEvent } from './life-event-words.ts'
import { readPeople } from './person-names.ts'
import { type AccountNames, doorsOf, getResident } from './read-residents.ts'
import { reportHappened } from './report-life-event.ts'
import type { ResidentRow } from './resident-queries.ts'

/** Somebody says that it happened; nothing follows from it until it is confirmed. */
export async function report(
  context: RequestContext,
  { params, body }: OperationInput<typeof reportLifeEvent>,
): Promise<RouteAnswer<typeof reportLifeEvent>> {
  const person = await reportable(context, params.id)
  context.mayOn({ orgId: person.org_id })
  if (body.happenedOn > dayOf(context.now))
    throw new Refusal('bad-request', { faults: [{ path: ['happenedOn'], message: '日期不能晚于今天' }] })
  return reportHappened(context, { ...body, personId: person.id })
}

export function confirm(
  context: RequestContext,
  accounts: AccountNames,
  { params, body }: OperationInput<typeof confirmLifeEvent>,
): Promise<LifeEvent> {
  return moveOne(context, accounts, params.id, 'confirm', body)
}

export function refuse(
  context: RequestContext,
  accounts: AccountNames,
  { params, body }: OperationInput<typeof refuseLifeEvent>,
): Promise<LifeEvent> {
  return moveOne(context, accounts, params.id, 'refuse', body)
}

export function reverse(
  context: RequestContext,
  accounts: AccountNames,
  { params, body }: OperationInput<typeof reverseLifeEvent>,
): Promise<LifeEvent> {
  return moveOne(context, accounts, params.id, 'reverse', body)
}

export async function list(
  context: RequestContext,
  accounts: AccountNames,
  { query }: OperationInput<typeof listLifeEvents>,
): Promise<{ items: LifeEvent[]; total: number }> {
  const orgIds = [...(context.scope?.orgs ?? [])]
  const page = await lifeEventsPage(context.tx, {
    orgIds,
    state: query.state,
    offset: query.offset,
    limit: query.limit,
  })
  return { items: await answerAll(context, accounts, page.rows), total: page.total }
}

/** A steward sees names and doors behind his own entrances, and nobody else. */
export async function neighbours(context: RequestContext): Promise<RouteAnswer<typeof listMyNeighbours>> {
  const { tx, keyring, actor } = context
  const dwellingIds = actor.personId ? await dwellingsOfSteward(tx, actor.personId) : []
  if (dwellingIds.length === 0) return { items: [] }
  await seePeopleOf(context)
  const doors = await readDwellings(tx, dwellingIds)
  const households = await householdsIn(tx, dwellingIds)
  const dwellingOf = new Map(households.map((one) => [one.id, one.dwelling_id]))
  const members = (await membersOf(tx, [...dwellingOf.keys()])).filter((member) => member.valid_until === null)
  const people = await readPeople(
    tx,
    keyring,
    members.map((member) => member.person_id),
  )
  const items = members.map((member) => {
    const door = doors.get(dwellingOf.get(member.household_id) ?? '')
    const labels = door?.labels ?? []
    const name = people.get(member.person_id)?.name ?? ''
    return { sortKey: door?.sortKey ?? '', line: { personId: member.person_id, name, door: doorOf(labels), labels } }
  })
  return { items: items.sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1)).map((item) => item.line) }
}

/** Whoever may see residents reports on any of them; a steward on those behind his entrances. */
async function reportable(context: RequestContext, personId: string): Promise<ResidentRow> {
  if (peopleScopeOf(context.actor).length > 0) return getResident(context, personId)
  const dwellings = context.actor.personId ? await dwellingsOfSteward(context.tx, context.actor.personId) : []
  await seePeopleOf(context)
  const [home] = await currentHomes(context.tx, [personId])
  if (!home || !dwellings.includes(home.dwelling_id)) throw new Refusal('not-found')
  return getResident(context, personId)
}

/** For this transaction, in which the operation itself narrows what is answered. */
export function seePeopleOf({ tx, actor, scope }: RequestContext): Promise<void> {
  return takeScope(tx, {
    role: 'yimi_app',
    orgs: actor.orgs,
    above: actor.above,
    people: [...(scope?.orgs ?? [])],
    ...(actor.personId ? { personId: actor.personId } : {}),
  })
}

async function moveOne(
  context: RequestContext,
  accounts: AccountNames,
  id: string,
  name: keyof typeof lifeEventFlow.moves,
  needs: { how: string } | { reason: string },
): Promise<LifeEvent> {
  const row = await findLifeEvent(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  await move(context, lifeEventRules, { recordId: id, orgId: row.org_id, move: name, needs, detail: needs })
  const after = await findLifeEvent(context.tx, id)
  const [answer] = await answerAll(context, accounts, after ? [after] : [])
  if (!answer) throw new Refusal('not-found')
  return answer
}

async function answerAll(
  context: RequestContext,
  accounts: AccountNames,
  rows: readonly LifeEventRow[],
): Promise<LifeEvent[]> {
  const personIds = rows.map((row) => row.person_id)
  const people = await readPeople(context.tx, context.keyring, personIds)
  const keys = await dataKeysOf(context.tx, context.keyring, 'person', personIds)
  const doors = await doorsOf(context, personIds)
  const names = await accounts(
    context.tx,
    rows.flatMap((row) => row.reported_by ?? []),
  )
  return rows.flatMap((row) => {
    const opened = openLifeEvent(row, keys.get(row.person_id))
    if (!opened) return []
    const mine = row.reported_by !== null && row.reported_by === context.actor.accountId
    return [
      {
        id: row.id,
        orgId: row.org_id,
        personId: row.person_id,
        personName: people.get(row.person_id)?.name ?? '',
        door: doors.get(row.person_id) ?? '',
        ...opened,
        happenedOn: row.happened_on,
        state: row.state,
        reportedAt: row.reported_at.toISOString(),
        reportedBy: (row.reported_by && names.get(row.reported_by)) || '',
        availableMoves: availableMoves(lifeEventRules, row, context.actor).filter(
          (one) => !(one === 'confirm' && mine && CONFIRMED_BY_ANOTHER.includes(opened.what)),
        ),
      },
    ]
  })
}
