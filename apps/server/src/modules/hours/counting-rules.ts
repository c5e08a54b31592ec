import { DEFAULT_HOUR_RULES, type getHourRules, HourRules, type setHourRules } from '@yimi/contract/hour-rules.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { insertRules, rulesInForce, versionsOf } from './rules-queries.ts'

/** The rules that count for a unit on a day: its own, those of the nearest unit above, or what the program ships with. */
export async function rulesFor(tx: Tx, orgId: string, day: string): Promise<HourRules> {
  const row = await rulesInForce(tx, orgId, day)
  return row ? HourRules.parse(row.content) : DEFAULT_HOUR_RULES
}

export async function readRules(context: RequestContext, orgId: string): Promise<RouteAnswer<typeof getHourRules>> {
  context.mayOn({ orgId })
  const { tx, today } = context
  const current = await rulesInForce(tx, orgId, today)
  const versions = await versionsOf(tx, orgId)
  const names = await orgNames(tx, [orgId, ...(current ? [current.org_id] : [])], today)
  const makers = await accountNames(
    tx,
    versions.flatMap((row) => row.made_by ?? []),
  )
  return {
    current: current
      ? {
          id: current.id,
          orgName: names.get(current.org_id) ?? '',
          from: current.from_day,
          madeBy: '',
          content: HourRules.parse(current.content),
        }
      : { id: null, orgName: '', from: null, madeBy: '', content: DEFAULT_HOUR_RULES },
    versions: versions.map((row) => ({
      id: row.id,
      orgName: names.get(row.org_id) ?? '',
      from: row.from_day,
      madeBy: makers.get(row.made_by ?? '') ?? '',
      content: HourRules.parse(row.content),
    })),
  }
}

/** From today on at the earliest: hours that were counted stay as they were. */
export async function layDown(
  context: RequestContext,
  orgId: string,
  body: RouteBody<typeof setHourRules>,
): Promise<RouteAnswer<typeof setHourRules>> {
  context.mayOn({ orgId })
  if (body.from < context.today)
    throw new Refusal('bad-request', { faults: [{ path: ['from'], message: '只能从今天或以后的日期起执行' }] })
  if (body.content.longDayMinutes < body.content.dayMinutes)
    throw new Refusal('bad-request', {
      faults: [{ path: ['content', 'longDayMinutes'], message: '上级核实的时长不能少于本单位核实的时长' }],
    })
  const id = newId()
  await insertRules(context.tx, {
    id,
    org_id: orgId,
    from_day: body.from,
    content: body.content,
    made_by: context.actor.accountId ?? null,
    made_at: context.now,
  })
  await recordAct(context, { kind: 'hour-rules', recordId: id, orgId, act: 'lay-down', refs: { from: body.from } })
  return readRules(context, orgId)
}
