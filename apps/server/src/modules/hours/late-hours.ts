import type { enterLateHours, LateHours, listLateHours, moveLateHours } from '@yimi/contract/late-hours.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { readFiles } from '#modules/files/files.ts'
import { orgNames, unitsAbove } from '#modules/organisations/organisations.ts'
import { listedVolunteers, namesOf, withOrgs } from '#modules/teams/teams.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeyFor, dataKeysOf } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, begin, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { rulesFor } from './counting-rules.ts'
import { isImpossible } from './hour-checks.ts'
import { whyContext } from './hour-words.ts'
import { findLate, insertLate, type LateRow, latePage, nextNumber } from './late-queries.ts'
import { lateHoursRules } from './late-rules.ts'

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listLateHours>,
): Promise<RouteAnswer<typeof listLateHours>> {
  const page = await latePage(context.tx, { ...query, state: query.state, orgIds: [...(context.scope?.orgs ?? [])] })
  return { items: await answersOf(context, page.rows), total: page.total }
}

export async function enter(context: RequestContext, body: RouteBody<typeof enterLateHours>): Promise<LateHours> {
  context.mayOn({ orgId: body.orgId })
  const { tx, keyring, now, today, actor } = context
  const [volunteer] = await listedVolunteers(tx, { ids: [body.volunteerId] })
  if (!volunteer || ![volunteer.orgId, ...(await unitsAbove(tx, volunteer.orgId, today))].includes(body.orgId))
    throw new Refusal('bad-request', { faults: [{ path: ['volunteerId'], message: '请选择本单位的志愿者' }] })
  if (volunteer.personId === actor.personId)
    throw new Refusal('another-must-confirm', { detail: '自己的时长请由同事代为补记。' })
  const span = { from: new Date(body.from), until: new Date(body.until) }
  if (isImpossible(span, now)) throw new Refusal('hours-impossible')
  if (!(await readFiles(tx, [body.evidenceFileId])).has(body.evidenceFileId))
    throw new Refusal('bad-request', { faults: [{ path: ['evidenceFileId'], message: '请上传凭证，如签到表照片' }] })
  if (!actor.accountId) throw new ProgramFault('late hours without an account')
  const id = newId()
  const key = await dataKeyFor(tx, keyring, { kind: 'person', id: volunteer.personId }, now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  await insertLate(tx, {
    ...span,
    id,
    org_id: body.orgId,
    volunteer_org_id: volunteer.orgId,
    volunteer_id: volunteer.id,
    person_id: volunteer.personId,
    number: await nextNumber(tx, today.slice(0, 4)),
    day: dayOf(span.from),
    content: body.content,
    place: body.place,
    evidence_file_id: body.evidenceFileId,
    why_enc: key.seal(body.why, whyContext(id)),
    notice_days: (await rulesFor(tx, body.orgId, today)).noticeDays,
    entered_by: actor.accountId,
    entered_at: now,
  })
  await begin(context, lateHoursRules, { recordId: id, orgId: body.orgId })
  return answer(context, id)
}

export async function moveOne(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof moveLateHours>,
): Promise<LateHours> {
  const row = await findLate(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  const { reason } = body
  await move(context, lateHoursRules, {
    recordId: id,
    orgId: row.org_id,
    move: body.move,
    ...(body.move === 'refuse' ? { needs: { reason }, detail: { reason } } : {}),
  })
  return answer(context, id)
}

async function answer(context: RequestContext, id: string): Promise<LateHours> {
  const row = await findLate(context.tx, id)
  const [late] = row ? await answersOf(context, [row]) : []
  if (!late) throw new ProgramFault('late hours gave no answer')
  return late
}

async function answersOf(context: RequestContext, rows: readonly LateRow[]): Promise<LateHours[]> {
  const { tx, keyring, actor, today } = context
  const orgs = rows.map((row) => row.org_id)
  const units = await orgNames(tx, orgs, today)
  const people = await namesOf(
    context,
    rows.map((row) => ({ personId: row.person_id, orgId: row.volunteer_org_id })),
  )
  const keys = await dataKeysOf(tx, keyring, 'person', [...people.keys()])
  const accounts = await accountNames(
    tx,
    rows.flatMap((row) => [row.entered_by, ...(row.approved_by ? [row.approved_by] : [])]),
  )
  const listed = await withOrgs(
    context,
    rows.map((row) => row.volunteer_org_id),
    () => listedVolunteers(tx, { ids: rows.map((row) => row.volunteer_id) }),
  )
  const numbers = new Map(listed.map((one) => [one.id, one.number]))
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    volunteerId: row.volunteer_id,
    volunteerNumber: numbers.get(row.volunteer_id) ?? '',
    name: people.get(row.person_id)?.name ?? '',
    orgName: units.get(row.org_id) ?? '',
    day: row.day,
    from: row.from.toISOString(),
    until: row.until.toISOString(),
    content: row.content,
    place: row.place,
    why: keys.get(row.person_id)?.open(row.why_enc, whyContext(row.id)) ?? '',
    evidenceFileId: row.evidence_file_id,
    enteredBy: accounts.get(row.entered_by) ?? '',
    enteredAt: row.entered_at.toISOString(),
    approvedBy: accounts.get(row.approved_by ?? '') ?? '',
    noticeFrom: row.notice_from?.toISOString() ?? null,
    noticeUntil: row.notice_until?.toISOString() ?? null,
    state: row.state,
    availableMoves: availableMoves(lateHoursRules, row, actor).filter(
      (name) => row.entered_by !== actor.accountId || name === 'withdraw',
    ),
  }))
}
