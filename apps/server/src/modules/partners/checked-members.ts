import type {
  CheckedMember,
  confirmMembers,
  listCheckedMembers,
  MemberTotals,
  makeJoinLinks,
  recordJoin,
  sendMembers,
} from '@yimi/contract/check-in.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { encode } from 'uqr'
import type { z } from 'zod'
import { maskContact } from '#modules/people/people.ts'
import { registerVolunteers, volunteerNumber } from '#modules/teams/teams.ts'
import { type DataKey, dataKeysById, makeDataKeys } from '#platform/crypto/data-keys.ts'
import { newSecret } from '#platform/crypto/passwords.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { beginMany, move, moveMany } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { answerCheckIn, answerTotals, openCheckIn, openConfirmed } from './check-in-answer.ts'
import { countMembers } from './check-in-queries.ts'
import {
  findMember,
  idsInState,
  insertMembers,
  type MemberRow,
  membersOf,
  nextPosition,
  setSecrets,
  setVolunteer,
} from './member-queries.ts'
import { checkedMemberRules } from './partner-rules.ts'

/** A link works this long, or until a newer one is made. */
const LINK_DAYS = 30
const DAY_MS = 86_400_000
type Totals = z.output<typeof MemberTotals>

/** Two thousand names cost as many statements as two. */
export async function send(
  context: RequestContext,
  id: string,
  { members }: RouteBody<typeof sendMembers>,
): Promise<Totals> {
  const checkIn = await openConfirmed(context, id)
  const { tx, keyring, now } = context
  const ids = members.map(() => newId())
  const keys = await makeDataKeys(tx, keyring, 'record', ids, now)
  const first = await nextPosition(tx, id)
  const rows = members.map(({ name, contact }, index) => {
    const memberId = ids[index] ?? ''
    const key = keys.get(memberId)
    if (!key) throw new ProgramFault('a new record has no key')
    return {
      id: memberId,
      org_id: checkIn.org_id,
      check_in_id: id,
      position: first + index,
      name_enc: key.seal(name, nameWords(memberId)),
      contact_enc: contact === '' ? null : key.seal(contact, contactWords(memberId)),
      contact_masked: maskContact(contact),
      key_id: key.id,
      listed_on: context.today,
    }
  })
  await insertMembers(tx, rows)
  await beginMany(
    context,
    checkedMemberRules,
    ids.map((recordId) => ({ recordId, orgId: checkIn.org_id, refs: { checkInId: id } })),
  )
  return answerTotals(context, id)
}

export async function listOf(
  context: RequestContext,
  id: string,
  query: RouteQuery<typeof listCheckedMembers>,
): Promise<RouteAnswer<typeof listCheckedMembers>> {
  const checkIn = await openCheckIn(context, id)
  context.mayOn({ orgId: checkIn.org_id })
  const rows = await membersOf(context.tx, id, query)
  const total = (await countMembers(context.tx, [id])).get(id)?.listed ?? 0
  return { items: await answersOf(context, rows), total, checkIn: await answerCheckIn(context, id) }
}

export async function confirm(
  context: RequestContext,
  id: string,
  { except }: RouteBody<typeof confirmMembers>,
): Promise<Totals> {
  const checkIn = await openConfirmed(context, id)
  const listed = await idsInState(context.tx, id, 'listed')
  const refused = new Set(except)
  await moveMany(
    context,
    checkedMemberRules,
    listed.map((recordId) => ({
      recordId,
      orgId: checkIn.org_id,
      move: refused.has(recordId) ? 'refuse' : 'confirm',
    })),
  )
  return answerTotals(context, id)
}

/** New ones for whoever has not joined; the old ones open nothing any more. */
export async function makeLinks(context: RequestContext, id: string): Promise<RouteAnswer<typeof makeJoinLinks>> {
  await openConfirmed(context, id)
  const rows = (await membersOf(context.tx, id, { offset: 0, limit: 100_000 })).filter(
    (row) => row.state === 'confirmed',
  )
  const links = rows.map((row) => ({ row, ...newSecret() }))
  const expiresAt = new Date(context.now.getTime() + LINK_DAYS * DAY_MS)
  await setSecrets(
    context.tx,
    links.map(({ row, hash }) => ({ id: row.id, hash })),
    expiresAt,
  )
  const keys = await keysOf(context, rows)
  const { protocol, host } = context.request
  return {
    links: links.map(({ row, secret }) => {
      const link = `/#/join/${secret}`
      return {
        memberId: row.id,
        name: openName(row, keys),
        link,
        qr: qrRows(`${protocol}://${host}${link}`),
      }
    }),
  }
}

/** Nobody types a secret from paper: the slip is read by a telephone. */
function qrRows(text: string): string[] {
  return encode(text, { ecc: 'M', border: 0 }).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
}

/** The member said so to the station, which keeps how. */
export async function record(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof recordJoin>,
): Promise<RouteAnswer<typeof recordJoin>> {
  const row = await findMember(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  return { number: await joinCorps(context, row, { contact: body.contact, how: body.how }) }
}

/**
 * The member's own wish: from here on the corps knows the person.
 * @returns the volunteer's number
 */
export async function joinCorps(
  context: FlowContext,
  row: MemberRow,
  given: { contact: string; how?: string },
): Promise<string> {
  await move(context, checkedMemberRules, {
    recordId: row.id,
    orgId: row.org_id,
    move: 'join',
    ...(given.how ? { detail: { how: given.how } } : {}),
  })
  const keys = await keysOf(context, [row])
  const listed = row.contact_enc && keys.get(row.key_id)?.open(row.contact_enc, contactWords(row.id))
  const entry = { name: openName(row, keys), contact: given.contact || listed || '' }
  const [registered] = await registerVolunteers(context, row.org_id, [entry])
  if (!registered) throw new ProgramFault('a volunteer was not registered')
  await setVolunteer(context.tx, row.id, registered.volunteerId)
  return (await volunteerNumber(context, registered.volunteerId)) ?? ''
}

export function keysOf(
  context: Pick<FlowContext, 'tx' | 'keyring'>,
  rows: readonly MemberRow[],
): Promise<Map<string, DataKey>> {
  return dataKeysById(
    context.tx,
    context.keyring,
    rows.map((row) => row.key_id),
  )
}

export function openName(row: MemberRow, keys: ReadonlyMap<string, DataKey>): string {
  return (row.name_enc && keys.get(row.key_id)?.open(row.name_enc, nameWords(row.id))) ?? ''
}

async function answersOf(context: RequestContext, rows: readonly MemberRow[]): Promise<CheckedMember[]> {
  const keys = await keysOf(context, rows)
  return rows.map((row) => ({
    id: row.id,
    name: openName(row, keys),
    contactMasked: row.contact_masked,
    listedOn: row.listed_on,
    state: row.state,
  }))
}

function nameWords(id: string): string {
  return `checked-member ${id} name`
}

function contactWords(id: string): string {
  return `checked-member ${id} contact`
}
