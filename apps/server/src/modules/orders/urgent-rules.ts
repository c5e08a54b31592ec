import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import {
  DEFAULT_URGENT_RULES,
  type getUrgentRules,
  type setUrgentRules,
  type UrgentRules,
} from '@yimi/contract/urgent-rules.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { insertUrgentRules, type UrgentRulesRow, urgentRulesInForce, urgentRulesOf } from './setting-queries.ts'

type Answer = RouteAnswer<typeof getUrgentRules>

/** The terms for a unit on a day: its own, those of the nearest unit above, or what the program ships with. */
export async function urgentRulesFor(tx: Tx, orgId: string, day: string): Promise<UrgentRules> {
  const row = await urgentRulesInForce(tx, orgId, day)
  return row ? contentOf(row) : DEFAULT_URGENT_RULES
}

export async function readUrgentRules(context: RequestContext, orgId: string): Promise<Answer> {
  context.mayOn({ orgId })
  const { tx, today } = context
  const current = await urgentRulesInForce(tx, orgId, today)
  const versions = await urgentRulesOf(tx, orgId)
  const names = await orgNames(tx, [orgId, ...(current ? [current.org_id] : [])], today)
  const makers = await accountNames(
    tx,
    versions.flatMap((row) => row.made_by ?? []),
  )
  return {
    current: current
      ? { orgName: names.get(current.org_id) ?? '', from: current.from_day, madeBy: '', content: contentOf(current) }
      : { orgName: '', from: null, madeBy: '', content: DEFAULT_URGENT_RULES },
    versions: versions.map((row) => ({
      orgName: names.get(orgId) ?? '',
      from: row.from_day,
      madeBy: makers.get(row.made_by ?? '') ?? '',
      content: contentOf(row),
    })),
  }
}

/** From today on at the earliest: what already waits keeps its terms. */
export async function layDownUrgentRules(
  context: RequestContext,
  orgId: string,
  { from, content }: RouteBody<typeof setUrgentRules>,
): Promise<Answer> {
  context.mayOn({ orgId })
  if (from < context.today)
    throw new Refusal('bad-request', { faults: [{ path: ['from'], message: '只能从今天或以后的日期起执行' }] })
  const id = newId()
  await insertUrgentRules(context.tx, {
    id,
    org_id: orgId,
    from_day: from,
    look_minutes: content.lookMinutes,
    handle_minutes: content.handleMinutes,
    made_by: context.actor.accountId ?? null,
    made_at: context.now,
  })
  await recordAct(context, { kind: 'urgent-rules', recordId: id, orgId, act: 'lay-down', refs: { from } })
  return readUrgentRules(context, orgId)
}

function contentOf(row: Pick<UrgentRulesRow, 'look_minutes' | 'handle_minutes'>): UrgentRules {
  return { lookMinutes: row.look_minutes, handleMinutes: row.handle_minutes }
}
