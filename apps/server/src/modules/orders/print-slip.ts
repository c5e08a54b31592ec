import type { Order } from '@yimi/contract/order.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import { Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Printing } from '#platform/printing/printing.ts'
import { spokenMoment, writtenDay } from '#platform/spoken-time.ts'

type TelephoneOf = (context: RequestContext) => Promise<string | null>

/** For the person himself, in the hand: nothing of what he said, and nobody's telephone but the station's. */
export async function printSlip(
  context: RequestContext,
  printing: Printing,
  telephoneOf: TelephoneOf,
  order: Order,
): Promise<PrintedFile> {
  if (order.silent) throw new Refusal('move-not-allowed')
  const { protocol, host } = context.request
  const slip = {
    title: '点单回执',
    to: order.personName,
    lines: [
      `单号 ${order.number}`,
      order.serviceName ? `服务 ${order.serviceName}` : '您说的事，站里会回电话商量。',
      ...timesOf(order),
      '上门的人会先出示证件，不会向您要码、要钱、要卡。',
    ],
    qr: `${protocol}://${host}/#/who`,
    qrWords: '谁在敲门，扫码查',
    unit: order.orgName,
    telephone: order.answerable?.telephone || (await telephoneOf(context)) || '',
    day: writtenDay(context.today),
  }
  return printing.print(`点单回执 ${order.number}`, { kind: 'slips', slips: [slip] }, context.now)
}

/** The times that were made; before that the days in which it is to happen. */
function timesOf({ placeList, window }: Order): string[] {
  const slots = new Set(placeList.flatMap(({ slot }) => (slot ? [spokenMoment(new Date(slot.startsAt))] : [])))
  if (slots.size > 0) return [`时间 ${[...slots].join('、')}`]
  if (!window) return []
  return [
    window.from === window.until
      ? `日期 ${writtenDay(window.from)}`
      : `日期 ${writtenDay(window.from)}至${writtenDay(window.until)}`,
  ]
}
