import {
  type getMyHours,
  type getVolunteerHours,
  type HourEntry,
  HourFlag,
  type WaitingHours,
} from '@yimi/contract/hours.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { type ListedVolunteer, listedVolunteers, namesOf, withOrgs } from '#modules/teams/teams.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { certificatesAnswer } from './certificates.ts'
import { rulesFor } from './counting-rules.ts'
import { heldOfVolunteer } from './held-queries.ts'
import { minutesOf } from './hour-checks.ts'
import { type EntryRow, entriesPage, findEntry, lockLedgerOf, volunteersOfPerson } from './hour-queries.ts'
import { reasonContext } from './hour-words.ts'
import { openLateOf } from './late-queries.ts'
import { reverseOne } from './ledger.ts'

type Page = { offset: number; limit: number }

/** The volunteer's own: with the star, which is shown to nobody else. */
export async function readOwn(
  context: RequestContext,
  query: RouteQuery<typeof getMyHours>,
): Promise<RouteAnswer<typeof getMyHours>> {
  const own = await findOwn(context)
  if (!own) return { items: [], total: 0, volunteer: false, minutes: 0, star: 0, nextStarAt: null, waiting: [] }
  return withOrgs(context, [own.orgId], async (widened) => {
    const page = await readPage(widened, own, query)
    const { stars } = await rulesFor(context.tx, own.orgId, context.today)
    const reached = stars.filter((hours) => page.minutes >= hours * 60).length
    return { ...page, volunteer: true, star: reached, nextStarAt: stars[reached] ?? null }
  })
}

export async function findOwn(context: RequestContext): Promise<ListedVolunteer | undefined> {
  const { personId } = context.actor
  if (!personId) return undefined
  const [own] = await listedVolunteers(context.tx, { personIds: [personId] })
  if (own) return own
  // He may be on the list under a record that was merged with his.
  const others = await volunteersOfPerson(context.tx, personId)
  return withMoreOrgs(
    context.tx,
    others.map((one) => one.org_id),
    async () => (await listedVolunteers(context.tx, { ids: others.map((one) => one.id) }))[0],
  )
}

/** @throws Refusal `not-found` for one whom the caller may not read */
export async function openOne(context: RequestContext, id: string): Promise<ListedVolunteer> {
  const [volunteer] = await listedVolunteers(context.tx, { ids: [id] })
  if (!volunteer) throw new Refusal('not-found')
  context.mayOn({ orgId: volunteer.orgId })
  return volunteer
}

export async function readOf(
  context: RequestContext,
  id: string,
  query: RouteQuery<typeof getVolunteerHours>,
): Promise<RouteAnswer<typeof getVolunteerHours>> {
  const volunteer = await openOne(context, id)
  const page = await readPage(context, volunteer, query)
  return {
    ...page,
    volunteerNumber: volunteer.number,
    name: (await namesOf(context, [volunteer])).get(volunteer.personId)?.name ?? '',
    certificates: await certificatesAnswer(context, volunteer),
  }
}

export async function takeBack(context: RequestContext, id: string, reason: string): Promise<HourEntry> {
  const found = await findEntry(context.tx, id)
  if (!found) throw new Refusal('not-found')
  context.mayOn({ orgId: found.org_id })
  await lockLedgerOf(context.tx, [found.volunteer_id])
  const row = (await findEntry(context.tx, id)) ?? found
  if (row.reverses_id !== null || row.reversed) throw new Refusal('entry-reversed')
  if (context.actor.personId === row.person_id) throw new Refusal('another-must-confirm')
  const written = await findEntry(context.tx, await reverseOne(context, row, reason))
  const [answer] = written ? await entriesAnswer(context, row.person_id, [written]) : []
  if (!answer) throw new ProgramFault('a reversal that was just written is not there')
  return answer
}

async function readPage(context: RequestContext, volunteer: ListedVolunteer, query: Page) {
  const page = await entriesPage(context.tx, volunteer.id, query)
  return {
    items: await entriesAnswer(context, volunteer.personId, page.rows),
    total: page.total,
    minutes: page.minutes,
    waiting: await waitingOf(context, volunteer.id),
  }
}

async function entriesAnswer(
  context: RequestContext,
  personId: string,
  rows: readonly EntryRow[],
): Promise<HourEntry[]> {
  const { tx, keyring, today, actor } = context
  const reversible = personId === actor.personId ? new Set<string>() : scopeOf(actor, 'hours.approve').orgs
  const keys = await dataKeysOf(
    tx,
    keyring,
    'person',
    rows.map((row) => row.person_id),
  )
  const orgs = rows.map((row) => row.org_id)
  const units = await orgNames(tx, orgs, today)
  const recorders = await withOrgs(context, orgs, () =>
    accountNames(
      tx,
      rows.flatMap((row) => row.recorded_by ?? []),
    ),
  )
  const responsible = await namesOf(
    context,
    rows.flatMap((row) => (row.responsible_id ? [{ personId: row.responsible_id, orgId: row.org_id }] : [])),
  )
  return rows.map((row) => ({
    id: row.id,
    source: row.source_kind,
    day: row.day,
    from: row.from.toISOString(),
    until: row.until.toISOString(),
    minutesAttended: row.minutes_attended,
    minutesCounted: row.minutes_counted,
    content: row.content,
    place: row.place,
    orgName: units.get(row.org_id) ?? '',
    recordedBy: recorders.get(row.recorded_by ?? '') ?? '',
    recordedAt: row.recorded_at.toISOString(),
    responsible: responsible.get(row.responsible_id ?? '')?.name ?? '',
    flags: row.flags.map((flag) => HourFlag.parse(flag)),
    reversal: row.reverses_id !== null,
    reversed: row.reversed,
    reason: (row.reason_enc && keys.get(row.person_id)?.open(row.reason_enc, reasonContext(row.id))) || '',
    mayReverse: row.reverses_id === null && !row.reversed && reversible.has(row.org_id),
  }))
}

async function waitingOf(context: RequestContext, volunteerId: string): Promise<WaitingHours[]> {
  const held = await heldOfVolunteer(context.tx, volunteerId)
  const late = await openLateOf(context.tx, volunteerId)
  const names = await orgNames(
    context.tx,
    [...held, ...late].map((row) => row.org_id),
    context.today,
  )
  return [
    ...held.map((row) => ({
      id: row.id,
      kind: 'held' as const,
      day: row.day,
      minutes: row.minutes_counted,
      content: row.content,
      orgName: names.get(row.org_id) ?? '',
      reasons: row.reasons,
      noticeUntil: null,
    })),
    ...late.map((row) => ({
      id: row.id,
      kind: 'late' as const,
      day: row.day,
      minutes: minutesOf(row),
      content: row.content,
      orgName: names.get(row.org_id) ?? '',
      reasons: [],
      noticeUntil: row.notice_until?.toISOString() ?? null,
    })),
  ]
}
