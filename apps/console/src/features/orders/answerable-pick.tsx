import { useQuery } from '@tanstack/react-query'
import { listAnswerable } from '@yimi/contract/order-desk.ts'
import { call } from '../../call.ts'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { useSession } from '../../session-context.ts'

/** Whoever takes the order over: oneself, or a colleague who holds an office here. */
export function AnswerablePick(props: {
  label: string
  fault?: string
  orderId: string
  value: string | null
  onPick: (accountId: string | null) => void
}) {
  const { me } = useSession()
  const answerable = useQuery({
    queryKey: ['orders', 'answerable', props.orderId],
    queryFn: () => call(listAnswerable, { params: { id: props.orderId } }),
  })
  const others = (answerable.data?.items ?? [])
    .filter((one) => one.accountId !== me.accountId)
    .map((one) => ({ value: one.accountId, label: one.name }))
  return (
    <PickField
      label={props.label}
      fault={props.fault}
      value={props.value}
      options={[{ value: me.accountId, label: M.orders.needs.me(me.name) }, ...others]}
      onPick={props.onPick}
    />
  )
}
