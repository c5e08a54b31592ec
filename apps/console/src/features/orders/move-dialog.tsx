import type { Order, OrderPlaceView } from '@yimi/contract/order.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { today } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useServices } from '../services/services-api.ts'
import {
  type NeedValues,
  NO_NEEDS,
  needsOf,
  ORDER_NEEDS,
  orderNeedsMet,
  PLACE_NEEDS,
  placeNeedsMet,
} from './move-needs.ts'
import { NeedField } from './need-fields.tsx'
import { type OrderDeskMove, type PlaceDeskMove, useOrderActs } from './orders-api.ts'

const DANGER: readonly string[] = ['cancel', 'refuse', 'withdraw']
const DAY_MS = 86_400_000

/** Asks for what a move of the order needs, and makes it. */
export function OrderMoveDialog(props: { order: Order; move: OrderDeskMove; onClose: () => void }) {
  const { order, move } = props
  const acts = useOrderActs()
  const names = ORDER_NEEDS[move]
  const initial = useFirstValues(order)
  return (
    <FormDialog<NeedValues>
      title={M.orders.moves[move]}
      submitWords={M.orders.moves[move]}
      danger={DANGER.includes(move)}
      initial={move === 'add-places' ? { ...initial, persons: 1 } : initial}
      ready={(values) => orderNeedsMet(move, values, order)}
      faultsBelow="needs"
      onSubmit={(values, key) => acts.move(order.id, move, needsOf(names, values), key)}
      onClose={props.onClose}
    >
      {(form) => (
        <>
          {M.orders.notes[move] && <p className="second">{M.orders.notes[move]}</p>}
          {names.map((name) => (
            <NeedField key={name} name={name} move={move} order={order} form={form} />
          ))}
        </>
      )}
    </FormDialog>
  )
}

/** The same for one of its places. */
export function PlaceMoveDialog(props: {
  order: Order
  place: OrderPlaceView
  move: PlaceDeskMove
  onClose: () => void
}) {
  const { order, place, move } = props
  const acts = useOrderActs()
  const names = PLACE_NEEDS[move]
  const initial = useFirstValues(order)
  return (
    <FormDialog<NeedValues>
      title={M.orders.places.moves[move]}
      submitWords={M.orders.places.moves[move]}
      danger={DANGER.includes(move)}
      initial={{ ...initial, slot: { ...initial.slot, startsAt: place.slot?.startsAt ?? null } }}
      ready={(values) => placeNeedsMet(move, values)}
      faultsBelow="needs"
      onSubmit={(values, key) => acts.movePlace(place.id, move, needsOf(names, values), key)}
      onClose={props.onClose}
    >
      {(form) => (
        <>
          {M.orders.places.notes[move] && <p className="second">{M.orders.places.notes[move]}</p>}
          {names.map((name) => (
            <NeedField key={name} name={name} move={move} order={order} form={form} />
          ))}
        </>
      )}
    </FormDialog>
  )
}

/** What the catalogue and the order already say. */
function useFirstValues(order: Order): NeedValues {
  const services = useServices(order.orgId)
  const content = services.data?.items.find((one) => one.id === order.serviceId)?.content
  const from = order.window?.from ?? order.wished?.from ?? today()
  const days = content?.window.kind === 'days' ? content.window.days : 7
  const until = order.window?.until ?? order.wished?.until ?? today(new Date(Date.now() + days * DAY_MS))
  return {
    ...NO_NEEDS,
    window: { from, until: until < from ? from : until },
    persons: order.persons || content?.persons || 1,
    priority: order.priority,
    skills: order.skills.length > 0 ? order.skills : content?.skill ? [content.skill] : [],
    slot: { startsAt: null, minutes: content?.minutes ?? 60 },
    proof: content?.proof ?? null,
  }
}
