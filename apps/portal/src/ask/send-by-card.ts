import { call } from '@yimi/contract/client.ts'
import type { Wish } from '@yimi/contract/order.ts'
import { submitOrderByCard } from '@yimi/contract/order-desk.ts'
import type { AskReceipt } from './asking.ts'

/** The card says who asks; nothing of the person comes back. */
export async function sendByCard(
  token: string,
  channel: 'card' | 'kiosk',
  wish: Wish,
  key: string,
): Promise<AskReceipt> {
  const { answerable, ...answer } = await call(submitOrderByCard, { body: { ...wish, token, channel } }, { key })
  return { ...answer, answerable: answerable && { name: answerable.name, telephone: answer.telephone ?? '' } }
}
