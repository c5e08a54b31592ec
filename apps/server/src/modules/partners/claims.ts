import type { Claimable, createClaimable, listClaimables, moveClaimable } from '@yimi/contract/claimable.ts'
import type { RouteAnswer, RouteBody, RouteQuery } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, begin, move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { openConfirmed } from './check-in-answer.ts'
import { checkInNames } from './check-in-queries.ts'
import { type ClaimableRow, claimablesIn, findClaimable, insertClaimable, setClaimedBy } from './claimable-queries.ts'
import { claimableRules } from './partner-rules.ts'

export async function listIn(
  context: RequestContext,
  query: RouteQuery<typeof listClaimables>,
): Promise<RouteAnswer<typeof listClaimables>> {
  const rows = await claimablesIn(context.tx, { ...query, orgs: [...(context.scope?.orgs ?? [])] })
  return { items: await answerClaimables(context, rows) }
}

export async function create(context: RequestContext, body: RouteBody<typeof createClaimable>): Promise<Claimable> {
  context.mayOn({ orgId: body.orgId })
  const id = newId()
  await insertClaimable(context.tx, {
    id,
    org_id: body.orgId,
    list: body.list,
    title: body.title,
    words: body.words,
    until_day: body.until,
    made_at: context.now,
  })
  await begin(context, claimableRules, { recordId: id, orgId: body.orgId, refs: { list: body.list } })
  return answer(context, id)
}

/** Whoever commits first has it; the other is told that somebody else was quicker. */
export async function claimFor(context: RequestContext, checkInId: string, id: string): Promise<Claimable> {
  const checkIn = await openConfirmed(context, checkInId)
  const row = await open(context, id)
  try {
    await move(context, claimableRules, {
      recordId: id,
      orgId: row.org_id,
      move: 'claim',
      refs: { checkInId },
    })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'move-not-allowed') throw new Refusal('claimed-already')
    throw error
  }
  await setClaimedBy(context.tx, id, checkIn.id)
  return answer(context, id)
}

export async function release(context: RequestContext, checkInId: string, id: string): Promise<Claimable> {
  await openConfirmed(context, checkInId)
  const row = await open(context, id)
  if (row.claimed_by !== checkInId) throw new Refusal('not-found')
  await move(context, claimableRules, { recordId: id, orgId: row.org_id, move: 'release', refs: { checkInId } })
  return answer(context, id)
}

export async function moveOne(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof moveClaimable>,
): Promise<Claimable> {
  const row = await open(context, id)
  context.mayOn({ orgId: row.org_id })
  await move(context, claimableRules, {
    recordId: id,
    orgId: row.org_id,
    move: body.move,
    ...(body.move === 'finish' ? { needs: { result: body.result } } : {}),
  })
  return answer(context, id)
}

export async function answerClaimables(context: RequestContext, rows: readonly ClaimableRow[]): Promise<Claimable[]> {
  const { tx, actor, today } = context
  const claimers = await checkInNames(
    tx,
    rows.flatMap((row) => row.claimed_by ?? []),
  )
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  return rows.map((row) => {
    const claimer = row.claimed_by ? claimers.get(row.claimed_by) : undefined
    return {
      id: row.id,
      orgId: row.org_id,
      orgName: names.get(row.org_id) ?? '',
      list: row.list,
      title: row.title,
      words: row.words,
      until: row.until_day,
      state: row.state,
      claimedBy: claimer?.name ?? null,
      mine: claimer !== undefined && claimer.contact_account_id === actor.accountId,
      result: row.result,
      availableMoves: availableMoves(claimableRules, row, actor),
    }
  })
}

async function open(context: RequestContext, id: string): Promise<ClaimableRow> {
  const row = await findClaimable(context.tx, id)
  if (!row) throw new Refusal('not-found')
  return row
}

async function answer(context: RequestContext, id: string): Promise<Claimable> {
  const [claimable] = await answerClaimables(context, [await open(context, id)])
  if (!claimable) throw new ProgramFault('an entry gave no answer')
  return claimable
}
