import { buffer } from 'node:stream/consumers'
import { type exportList, LIST_ROWS_MAX } from '@yimi/contract/list.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { WRITTEN_FORMATS, watermarkOf, writeTable } from '#platform/spreadsheets/write-table.ts'
import { findList } from './define-list.ts'

/** Writes the list, who takes it on top, and the taking into the organisation's log. */
export async function takeList(
  context: RequestContext,
  { params, body }: OperationInput<typeof exportList>,
): Promise<RouteAnswer<typeof exportList>> {
  context.mayOn({ orgId: body.orgId })
  const list = findList(params.name)
  if (!list) throw new Refusal('not-found')
  if (!covers(scopeOf(context.actor, list.capability), context.actor, { orgId: body.orgId }))
    throw new Refusal('no-right')
  const organisation = (await orgNames(context.tx, [body.orgId])).get(body.orgId) ?? ''
  let rows = 0
  async function* counted() {
    for await (const row of list?.rows(context, body.orgId, LIST_ROWS_MAX + 1) ?? []) {
      rows += 1
      if (rows > LIST_ROWS_MAX)
        throw new Refusal('bad-request', { detail: `名单超过 ${LIST_ROWS_MAX} 行，请按站点分别导出。` })
      yield row
    }
  }
  const watermark = watermarkOf({ name: context.actor.name, organisation, at: context.now })
  const content = await buffer(
    writeTable(body.format, { title: list.label, columns: list.columns, rows: counted(), watermark }),
  )
  await recordAct(context, {
    kind: 'list',
    recordId: body.orgId,
    orgId: body.orgId,
    act: 'export',
    refs: { list: list.name, format: body.format, rows },
    detail: { reason: body.reason },
  })
  return {
    fileName: `${organisation}${list.label}${dayOf(context.now)}.${body.format}`,
    mediaType: WRITTEN_FORMATS[body.format],
    rows,
    content: content.toString('base64'),
  }
}
