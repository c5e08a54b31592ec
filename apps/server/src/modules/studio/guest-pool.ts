import type { changeGuest, createGuest, eraseGuest, Guest, listGuests, revealContact } from '@yimi/contract/guest.ts'
import type { RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import {
  changePerson,
  createPerson,
  erasePerson,
  findByContact,
  type Person,
  readPeople,
  revealContact as revealOf,
} from '#modules/people/people.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import {
  countGuests,
  findAllGuests,
  findGuest,
  findGuests,
  type GuestRow,
  insertGuest,
  updateGuest,
} from './guest-queries.ts'

export async function listPool(
  context: RequestContext,
  query: RouteQuery<typeof listGuests>,
): Promise<{ items: Guest[]; total: number }> {
  const orgs = [...(context.scope?.orgs ?? [])]
  const search = query.search?.trim().normalize('NFC').toLowerCase() ?? ''
  if (search === '')
    return {
      items: await answerAll(context, await findGuests(context.tx, orgs, query)),
      total: await countGuests(context.tx, orgs),
    }
  const byContact = new Set(await findByContact(context.tx, context.keyring, search))
  const found = (await answerAll(context, await findAllGuests(context.tx, orgs))).filter(
    (guest) =>
      byContact.has(guest.id) ||
      [guest.name, guest.trade, ...guest.topics].some((words) => words.toLowerCase().includes(search)),
  )
  return { items: found.slice(query.offset, query.offset + query.limit), total: found.length }
}

export async function create(context: RequestContext, { body }: OperationInput<typeof createGuest>): Promise<Guest> {
  context.mayOn({ orgId: body.orgId })
  if (body.accountId && !(await accountNames(context.tx, [body.accountId])).has(body.accountId))
    throw new Refusal('bad-request', { faults: [{ path: ['accountId'], message: '没有找到这个账号' }] })
  const { orgId, name, contact, trade, topics } = body
  const id = await createPerson(context, { orgId, name, contact })
  await insertGuest(context.tx, { id, org_id: orgId, account_id: body.accountId ?? null, trade, topics })
  return answer(context, id)
}

export async function change(
  context: RequestContext,
  { params, body }: OperationInput<typeof changeGuest>,
): Promise<Guest> {
  await getGuest(context, params.id)
  await changePerson(context, params.id, { name: body.name, contact: body.contact })
  await updateGuest(context.tx, params.id, { trade: body.trade, topics: body.topics })
  return answer(context, params.id)
}

export async function reveal(
  context: RequestContext,
  { params, body }: OperationInput<typeof revealContact>,
): Promise<{ contact: string }> {
  await getGuest(context, params.id)
  return { contact: await revealOf(context, params.id, body.reason) }
}

/** Trade and topics may point at one person as well: they go with the rest. */
export async function erase(
  context: RequestContext,
  { params, body }: OperationInput<typeof eraseGuest>,
): Promise<Guest> {
  await getGuest(context, params.id)
  await erasePerson(context, params.id, body.reason)
  await updateGuest(context.tx, params.id, { trade: '', topics: [] })
  return answer(context, params.id)
}

async function getGuest(context: RequestContext, id: string): Promise<GuestRow> {
  const guest = await findGuest(context.tx, id)
  if (!guest) throw new Refusal('not-found')
  context.mayOn({ orgId: guest.org_id })
  return guest
}

async function answer(context: RequestContext, id: string): Promise<Guest> {
  const row = await findGuest(context.tx, id)
  const [guest] = await answerAll(context, row ? [row] : [])
  if (!guest) throw new ProgramFault('a guest gave no answer')
  return guest
}

async function answerAll(context: RequestContext, rows: readonly GuestRow[]): Promise<Guest[]> {
  const people = await readPeople(
    context.tx,
    context.keyring,
    rows.map((row) => row.id),
  )
  const orgs = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
  )
  return rows.map((row) => answerOne(row, people.get(row.id), orgs.get(row.org_id) ?? ''))
}

function answerOne(row: GuestRow, person: Person | undefined, orgName: string): Guest {
  return {
    id: row.id,
    orgId: row.org_id,
    orgName,
    name: person?.name ?? '',
    trade: row.trade,
    topics: row.topics,
    contactMasked: person?.contactMasked ?? '',
    appearances: row.appearances,
    hasAccount: row.account_id !== null,
    erased: person?.erased ?? false,
  }
}
