import { getRouteApi } from '@tanstack/react-router'
import type { Order } from '@yimi/contract/order.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { labelOf } from '../../components/flow-words.ts'
import { Page } from '../../components/page.tsx'
import { PrintPaper } from '../../components/print-paper.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useNeedOfOrder } from '../needs/needs-api.ts'
import { DangerNumbers } from './danger-numbers.tsx'
import { OrderActs } from './order-acts.tsx'
import { OrderFacts } from './order-facts.tsx'
import { OrderPlaces } from './order-places.tsx'
import { ORDER_TONES, OVER } from './order-tones.ts'
import { printSlipOf, useOrder } from './orders-api.ts'

const route = getRouteApi('/orders/$id')

/** One order on one page: who, what, when, its places, its log and what can be done now. */
export function OrderPage() {
  const { id } = route.useParams()
  const order = useOrder(id)
  return (
    <Page
      title={order.data ? `${order.data.number} ${order.data.serviceName || M.orders.ownWords}` : M.orders.title}
      lead={order.data && <OrderLead order={order.data} />}
      back={{ href: '#/orders', words: M.orders.back }}
    >
      <QueryView query={order}>
        {(data) => (
          <>
            {data.urgent && !OVER.includes(data.state) && (
              <DangerNumbers
                title={M.orders.danger.title}
                lead={M.orders.danger.lead}
                telephones={telephonesOf(data)}
              />
            )}
            {data.silent && <Notice kind="info" title={M.orders.silent} />}
            {data.refusalProposed && <Notice kind="attention" title={M.orders.page.refusalProposed} />}
            <OrderActs order={data} />
            <OrderFacts order={data} />
            {!data.silent && !OVER.includes(data.state) && (
              <PrintPaper words={M.print.slip} make={() => printSlipOf(data.id)} />
            )}
            <FromNeed orderId={data.id} />
            <OrderPlaces order={data} />
            <OrderLog order={data} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

/** Where an order came from a need, the way back to it. */
function FromNeed({ orderId }: { orderId: string }) {
  const { data } = useNeedOfOrder(orderId, useMay('need.read'))
  if (!data?.need) return null
  return (
    <p>
      <a href={`#/needs/${data.need.id}`}>
        {M.needs.fromNeed}：{NEED_CLASS_LABELS[data.need.needClass].zh}
      </a>
    </p>
  )
}

function OrderLead({ order }: { order: Order }) {
  return (
    <span className="row-actions">
      <StatusWord tone={ORDER_TONES[order.state]} word={M.orders.states[order.state]} />
      {order.urgent && <StatusWord tone="failed" word={M.orders.urgent} />}
      <span>{order.orgName}</span>
    </span>
  )
}

/** The numbers that everybody knows, and whoever answers for the order. */
function telephonesOf({ answerable }: Order): { label: string; number: string }[] {
  const known = [...M.orders.danger.telephones]
  return answerable?.telephone ? [...known, { label: answerable.name, number: answerable.telephone }] : known
}

/** They follow from a place's move, which stands in the log itself. */
const DERIVED = ['all-accepted', 'some-open', 'first-started', 'all-delivered']

function OrderLog({ order }: { order: Order }) {
  const events = order.log.filter((event) => !DERIVED.includes(event.move))
  return (
    <section aria-labelledby="order-log" className="record-part">
      <h2 id="order-log">{M.orders.page.log}</h2>
      {events.length === 0 ? (
        <EmptyState words={M.state.nothing} />
      ) : (
        <ol className="history card">
          {events.map((event, index) => (
            <li key={`${event.at} ${event.move} ${String(index)}`}>
              <time dateTime={event.at}>{dayTime(event.at)}</time>
              <span>
                <strong>{labelOf(M.orders.logged, event.move)}</strong> {event.by}
                {event.words && <span className="history__note said">{event.words}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
