import type { CodeFrame, listCodeFrames, makeCodeFrame } from '@yimi/contract/coding.ts'
import type { RouteAnswer, RouteBody, RouteParams } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames, unitsAbove } from '#modules/organisations/organisations.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { codableTextsFor } from './codable-texts.ts'
import { type FrameRow, insertFrame, newestFrames } from './coding-queries.ts'

export async function framesFor(context: RequestContext, orgId: string): Promise<RouteAnswer<typeof listCodeFrames>> {
  context.mayOn({ orgId })
  const rows = await newestFrames(context.tx, [orgId, ...(await unitsAbove(context.tx, orgId, context.today))])
  return {
    items: await framesOf(context, rows),
    sources: (await codableTextsFor(context, orgId)).map(({ source, label }) => ({ name: source, label })),
  }
}

/** A new version leaves the ones before as they are: what was coded under them stays comparable with itself. */
export async function makeFrame(
  context: RequestContext,
  { params, body }: { params: RouteParams<typeof makeCodeFrame>; body: RouteBody<typeof makeCodeFrame> },
): Promise<CodeFrame> {
  const orgId = params.id
  context.mayOn({ orgId })
  const before = (await newestFrames(context.tx, [orgId])).find((row) => row.frame_id === body.frameId)
  if (body.frameId && !before) throw new Refusal('not-found')
  const id = newId()
  const row: FrameRow = {
    id,
    org_id: orgId,
    frame_id: before?.frame_id ?? id,
    version: (before?.version ?? 0) + 1,
    name: body.name,
    codes: body.codes,
    made_at: context.now,
    made_by: context.actor.accountId ?? null,
  }
  await insertFrame(context.tx, row)
  await recordAct(context, {
    kind: 'code-frame',
    recordId: row.frame_id,
    orgId,
    act: 'create',
    refs: { version: row.version },
  })
  const [frame] = await framesOf(context, [row])
  if (!frame) throw new Refusal('not-found')
  return frame
}

export async function framesOf(context: RequestContext, rows: readonly FrameRow[]): Promise<CodeFrame[]> {
  const orgs = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
  )
  const accounts = await accountNames(
    context.tx,
    rows.flatMap((row) => row.made_by ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    frameId: row.frame_id,
    orgId: row.org_id,
    orgName: orgs.get(row.org_id) ?? '',
    name: row.name,
    version: row.version,
    codes: row.codes,
    madeAt: row.made_at.toISOString(),
    madeBy: accounts.get(row.made_by ?? '') ?? '',
  }))
}
