import type { Order } from '@yimi/contract/order.ts'
import { ORDER_DESK_MOVES } from '@yimi/contract/order-desk.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { OrderMoveDialog } from './move-dialog.tsx'
import type { OrderDeskMove } from './orders-api.ts'

/** What carries an order on stands first; what stops it stands apart. */
const ONWARD: readonly OrderDeskMove[] = [
  'take',
  'make-ready',
  'answer',
  'confirm-referral',
  'confirm',
  'resolve-delivered',
  'rate',
  'close',
]
const APART: readonly OrderDeskMove[] = ['cancel', 'suspend']

/** The moves that the server offers to this person now, each with the form that it asks for. */
export function OrderActs({ order }: { order: Order }) {
  const [asking, setAsking] = useState<OrderDeskMove>()
  const moves = useMoves(order)
  const main = ONWARD.find((move) => moves.includes(move))
  return (
    <section aria-labelledby="order-acts" className="card order-acts">
      <h2 id="order-acts">{M.orders.page.acts}</h2>
      {moves.length === 0 && <p className="second">{M.orders.page.noActs}</p>}
      <div className="acts">
        {main && (
          <Button kind="main" onPress={() => setAsking(main)}>
            {M.orders.moves[main]}
          </Button>
        )}
        {moves
          .filter((move) => move !== main && !APART.includes(move))
          .map((move) => (
            <Button key={move} onPress={() => setAsking(move)}>
              {M.orders.moves[move]}
            </Button>
          ))}
      </div>
      {APART.some((move) => moves.includes(move)) && (
        <div className="acts order-acts__apart">
          {APART.filter((move) => moves.includes(move)).map((move) => (
            <Button key={move} kind={move === 'cancel' ? 'danger' : 'plain'} onPress={() => setAsking(move)}>
              {M.orders.moves[move]}
            </Button>
          ))}
        </div>
      )}
      {asking && <OrderMoveDialog order={order} move={asking} onClose={() => setAsking(undefined)} />}
    </section>
  )
}

function useMoves(order: Order): OrderDeskMove[] {
  const mayHandle = useMay('order.handle')
  return mayHandle ? ORDER_DESK_MOVES.filter((move) => order.availableMoves.includes(move)) : []
}
