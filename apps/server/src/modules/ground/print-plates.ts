import type { printEntrancePlates } from '@yimi/contract/ground.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import type { Printing } from '#platform/printing/printing.ts'
import { findEntrances } from './entrance-queries.ts'

/** The code names the entrance and nothing else; a volunteer's telephone takes it as «I was here». */
export async function printPlates(
  context: RequestContext,
  printing: Printing,
  { params, body }: OperationInput<typeof printEntrancePlates>,
): Promise<PrintedFile> {
  context.mayOn({ orgId: params.id })
  const entrances = await findEntrances(context.tx, body.entranceIds)
  if (entrances.length !== new Set(body.entranceIds).size || entrances.some((one) => one.org_id !== params.id))
    throw new Refusal('not-found')
  const unit = (await orgNames(context.tx, [params.id], context.today)).get(params.id) ?? ''
  const plates = entrances.map((entrance) => ({
    entrance: entrance.labels,
    words: ['志愿者上门前扫一扫，', '说明已经到了这里。', '居民不用扫，也不用报任何数字。'],
    qr: entrance.id,
    unit,
  }))
  return printing.print(`楼门牌 ${unit}`, { kind: 'entrance-plates', plates }, context.now)
}
