import type { RouteAnswer, RouteBody, RouteParams, RouteQuery } from '@yimi/contract/route.ts'
import type {
  listPublishedReleases,
  listReleaseDrafts,
  moveRelease,
  Release,
  ReleaseDraft,
} from '@yimi/contract/statistic.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { availableMoves, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findRelease, findWorked, type ReleaseRow, releasesPage } from './release-queries.ts'
import { releaseRules } from './release-rules.ts'

export async function listDrafts(
  context: RequestContext,
  query: RouteQuery<typeof listReleaseDrafts>,
): Promise<RouteAnswer<typeof listReleaseDrafts>> {
  const { rows, total } = await releasesPage(context.tx, { orgIds: [...(context.scope?.orgs ?? [])] }, query)
  const names = await namesOf(context, rows)
  return {
    items: rows.map((row) => ({ ...headOf(row, names), state: row.state, madeAt: row.made_at.toISOString() })),
    total,
  }
}

/** @throws Refusal `not-found` */
export async function draftById(context: Pick<RequestContext, 'tx'>, id: string): Promise<ReleaseRow> {
  const row = await findRelease(context.tx, id)
  if (!row) throw new Refusal('not-found')
  return row
}

export async function readDraft(context: RequestContext, id: string): Promise<ReleaseDraft> {
  const row = await draftById(context, id)
  context.mayOn({ orgId: row.org_id })
  return draftOf(context, row)
}

export async function moveDraft(
  context: RequestContext,
  { params, body }: { params: RouteParams<typeof moveRelease>; body: RouteBody<typeof moveRelease> },
): Promise<ReleaseDraft> {
  const row = await draftById(context, params.id)
  context.mayOn({ orgId: row.org_id })
  await move(context, releaseRules, { recordId: row.id, orgId: row.org_id, move: body.move, needs: {} })
  return draftOf(context, await draftById(context, row.id))
}

export async function draftOf(context: RequestContext, row: ReleaseRow): Promise<ReleaseDraft> {
  const worked = (await findWorked(context.tx, [row.id])).get(row.id)?.worked
  const accounts = await accountNames(context.tx, row.made_by ? [row.made_by] : [])
  const moves: readonly string[] = availableMoves(releaseRules, row, context.actor)
  return {
    ...releaseOf(row, await namesOf(context, [row])),
    state: row.state,
    refusal: row.refusal,
    exact: [...(worked?.cells ?? [])],
    madeAt: row.made_at.toISOString(),
    madeBy: accounts.get(row.made_by ?? '') ?? '',
    availableMoves: (['publish', 'discard'] as const).filter((one) => moves.includes(one)),
  }
}

export async function listPublished(
  context: RequestContext,
  query: RouteQuery<typeof listPublishedReleases>,
): Promise<RouteAnswer<typeof listPublishedReleases>> {
  await takeScope(context.tx, { role: 'yimi_public' })
  const { rows, total } = await releasesPage(context.tx, 'published', query)
  const names = await namesOf(context, rows)
  return {
    items: rows.map((row) => {
      const { tables: _tables, base: _base, ...head } = releaseOf(row, names)
      return head
    }),
    total,
  }
}

/** As anybody reads it. @throws Refusal `not-found` for what is not published */
export async function readRelease(context: Pick<RequestContext, 'tx'>, id: string): Promise<Release> {
  await takeScope(context.tx, { role: 'yimi_public' })
  const row = await draftById(context, id)
  return releaseOf(row, await namesOf(context, [row]))
}

function namesOf({ tx }: Pick<RequestContext, 'tx'>, rows: readonly ReleaseRow[]): Promise<Map<string, string>> {
  return orgNames(
    tx,
    rows.map((row) => row.org_id),
  )
}

function headOf(row: ReleaseRow, names: ReadonlyMap<string, string>) {
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: names.get(row.org_id) ?? '',
    series: row.series,
    title: row.title,
    from: row.from_day,
    until: row.until_day,
  }
}

function releaseOf(row: ReleaseRow, names: ReadonlyMap<string, string>): Release {
  return {
    ...headOf(row, names),
    kind: row.period_kind,
    threshold: row.threshold,
    base: row.printed?.base ?? [],
    tables: row.printed?.tables ?? [],
    publishedAt: row.published_at?.toISOString() ?? null,
  }
}
