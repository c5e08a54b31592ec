import type {
  getQuestionnaireVersion,
  listQuestionnaires,
  QuestionnaireDetail,
  QuestionnaireLine,
  QuestionnaireLink,
  VersionLine,
} from '@yimi/contract/questionnaire.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { encode } from 'uqr'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import {
  findQuestionnaire,
  findVersion,
  type LinkRow,
  linksOf,
  type QuestionnaireRow,
  questionnairesPage,
  type VersionRow,
  versionsOf,
} from './questionnaire-queries.ts'

export async function list(
  context: RequestContext,
  { query }: OperationInput<typeof listQuestionnaires>,
): Promise<RouteAnswer<typeof listQuestionnaires>> {
  const { rows, total } = await questionnairesPage(context.tx, {
    ...query,
    orgIds: [...(context.scope?.orgs ?? []), ...context.actor.above],
  })
  const names = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
    context.today,
  )
  return { items: rows.map((row) => lineOf(row, row.version, names)), total }
}

/**
 * One that the transaction sees: of a unit of the caller, or of one above, by which the caller's unit may ask.
 * @throws Refusal `not-found`
 */
export async function getReadable(context: RequestContext, id: string): Promise<QuestionnaireRow> {
  const row = await findQuestionnaire(context.tx, id)
  if (!row) throw new Refusal('not-found')
  const reached = context.scope?.orgs ?? new Set<string>()
  const below = context.actor.above.includes(row.org_id) ? [...reached][0] : undefined
  context.mayOn({ orgId: below ?? row.org_id })
  return row
}

/** One of a unit in which the caller may use the route's capability. */
export async function getOwn(context: RequestContext, id: string): Promise<QuestionnaireRow> {
  const row = await findQuestionnaire(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  return row
}

export async function detailOf(context: RequestContext, id: string): Promise<QuestionnaireDetail> {
  const { tx, actor, today } = context
  const row = await findQuestionnaire(tx, id)
  if (!row) throw new ProgramFault('a questionnaire that was just there is not')
  const versions = await versionsOf(tx, id)
  const links = await linksOf(tx, id)
  const names = await orgNames(tx, [row.org_id, ...links.map((link) => link.org_id)], today)
  const by = await accountNames(
    tx,
    versions.flatMap((version) => version.published_by ?? []),
  )
  return {
    ...lineOf(row, versions[0]?.version ?? 0, names),
    settings: { identity: row.identity, oncePerPerson: row.once_per_person, keepDays: row.keep_days },
    draft: row.draft,
    revision: row.revision,
    versions: versions.map((version) => versionLine(version, by)),
    links: links.map((link) => linkOf(context, link, names)),
    mayChange: covers(scopeOf(actor, 'questionnaire.change'), actor, { orgId: row.org_id }),
  }
}

export async function readVersion(
  context: RequestContext,
  { params }: OperationInput<typeof getQuestionnaireVersion>,
): Promise<RouteAnswer<typeof getQuestionnaireVersion>> {
  const questionnaire = await getReadable(context, params.id)
  const version = await findVersion(context.tx, questionnaire.id, params.version)
  if (!version) throw new Refusal('not-found')
  const by = await accountNames(context.tx, version.published_by ? [version.published_by] : [])
  return {
    ...versionLine(version, by),
    title: version.form.title,
    identity: questionnaire.identity,
    form: version.form,
  }
}

export function linkOf(
  { request }: RequestContext,
  row: LinkRow,
  names: ReadonlyMap<string, string>,
): QuestionnaireLink {
  const path = `/#/survey/${row.token}`
  const { data } = encode(`${request.protocol}://${request.host}${path}`, { ecc: 'M', border: 0 })
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    kind: row.kind,
    label: row.label,
    path,
    qr: data.map((cells) => cells.map((dark) => (dark ? '1' : '0')).join('')),
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

function lineOf(row: QuestionnaireRow, version: number, names: ReadonlyMap<string, string>): QuestionnaireLine {
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    title: row.title,
    identity: row.identity,
    version,
    changedAt: row.changed_at.toISOString(),
    closed: row.closed_at !== null,
  }
}

function versionLine(row: Omit<VersionRow, 'form'>, by: ReadonlyMap<string, string>): VersionLine {
  return {
    version: row.version,
    note: row.note,
    publishedBy: (row.published_by && by.get(row.published_by)) || '',
    publishedAt: row.published_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  }
}
