import { call } from '@yimi/contract/client.ts'
import type { MyOrder } from '@yimi/contract/order.ts'
import { listMyOrders } from '@yimi/contract/order-desk.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useAnswer } from '../calls/use-answer.ts'
import { Asked } from '../help/asked.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { Moment } from '../words/moment.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { stateSentence } from './order-words.ts'

/** Asked again each minute while the page is seen. */
const RENEW_MS = 60_000

/** What I asked for, and what was asked for me: each in one sentence. */
export function OrdersPage() {
  const words = useHelpMessages().orders
  const orders = useAnswer(askOrders, renew)
  return (
    <Page title={words.title}>
      <Asked answer={orders} signInFirst={words.signInFirst} to="orders">
        {({ items, total }) => (
          <>
            {items.length === 0 ? <EmptyState words={words.none} /> : <p>{words.count(total)}</p>}
            {items.map((order) => (
              <OrderLink key={order.id} order={order} />
            ))}
            <ButtonLink kind="main" wide href={addressOf({ page: 'ask' })}>
              {words.ask}
            </ButtonLink>
          </>
        )}
      </Asked>
    </Page>
  )
}

function OrderLink({ order }: { order: MyOrder }) {
  const words = useHelpMessages().orders
  return (
    <a className="broadcast" href={addressOf({ page: 'order', id: order.id })}>
      <span className="broadcast__title">
        {order.serviceName || words.own}
        {order.forName ? ` · ${words.forWhom(order.forName)}` : ''}
      </span>
      <span className="door__line">{stateSentence(order, words)}</span>
      <span className="broadcast__facts">
        {order.number} · <Moment at={order.submittedAt} />
      </span>
    </a>
  )
}

function askOrders(signal: AbortSignal) {
  return call(listMyOrders, { query: { limit: 50 } }, { signal })
}

function renew(): number {
  return RENEW_MS
}
