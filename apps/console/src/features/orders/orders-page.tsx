import { useSearch } from '@tanstack/react-router'
import type { OrderLine } from '@yimi/contract/order.ts'
import type { OrderQuery } from '@yimi/contract/order-desk.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { spokenTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { OrderBoard } from './order-board.tsx'
import { filterIn, setOnly } from './order-filter.ts'
import { OrderFilters } from './order-filters.tsx'
import { isOverdue, ORDER_TONES } from './order-tones.ts'
import { useOrders } from './orders-api.ts'

const W = M.orders.columns

const columns: Column<OrderLine>[] = [
  {
    key: 'number',
    title: W.number,
    head: true,
    cell: (row) => (
      <>
        <a href={`#/orders/${row.id}`}>{row.number}</a>{' '}
        {row.urgent && <StatusWord tone="failed" word={M.orders.urgent} />}
      </>
    ),
  },
  {
    key: 'state',
    title: W.state,
    cell: (row) => <StatusWord tone={ORDER_TONES[row.state]} word={M.orders.states[row.state]} />,
  },
  { key: 'what', title: W.what, cell: (row) => row.serviceName || M.orders.ownWords },
  {
    key: 'who',
    title: W.who,
    cell: (row) => (
      <>
        {row.personName} <span className="quiet">{row.door}</span>
      </>
    ),
  },
  {
    key: 'window',
    title: W.window,
    cell: (row) => (row.window ? <Days window={row.window} /> : '—'),
  },
  {
    key: 'places',
    title: W.places,
    figure: true,
    cell: (row) => (row.places > 0 ? M.orders.filled(row.filled, row.places) : '—'),
  },
  { key: 'answerable', title: W.answerable, cell: (row) => row.answerable?.name ?? '—' },
  { key: 'due', title: W.due, cell: (row) => <Due dueAt={row.dueAt} /> },
]

/** The board by state with its clocks, and the orders themselves. */
export function OrdersPage() {
  const search = useSearch({ strict: false })
  const [filter, setFilter] = useState(() => filterIn(search))
  const [offset, setOffset] = useState(0)
  const orders = useOrders(setOnly(filter), offset)
  const narrow = (next: OrderQuery) => {
    setFilter(next)
    setOffset(0)
  }
  const add = useMay('order.submit') && (
    <ButtonLink kind="main" href="#/new-order">
      {M.orders.newOrder}
    </ButtonLink>
  )
  return (
    <Page title={M.orders.title} lead={M.orders.lead} actions={add}>
      <OrderBoard state={filter.state} onChoose={(state) => narrow({ ...filter, state })} />
      <OrderFilters filter={filter} onFilter={narrow} />
      <QueryView
        query={orders}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={Object.keys(setOnly(filter)).length === 0 ? M.orders.nothing : M.orders.nothingFound}
      >
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.orders.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Days({ window: { from, until } }: { window: { from: string; until: string } }) {
  if (from === until) return <span className="nowrap">{from}</span>
  return (
    <>
      <span className="nowrap">{from}</span> <span className="nowrap">{M.orders.until(until)}</span>
    </>
  )
}

function Due({ dueAt }: { dueAt: string | null }) {
  if (!dueAt) return '—'
  return (
    <>
      <span className="nowrap">{spokenTime(dueAt)}</span>{' '}
      {isOverdue(dueAt) && <StatusWord tone="attention" word={M.orders.overdue} />}
    </>
  )
}
