import { useQuery } from '@tanstack/react-query'
import { listAccounts } from '@yimi/contract/account.ts'
import type { Role } from '@yimi/contract/roles.ts'
import { call } from '../../call.ts'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { useMay, useSession } from '../../session-context.ts'

/** Who may be asked about an order. */
const OFFICES: readonly Role[] = ['duty-officer', 'dispatcher', 'station-head', 'grid-worker', 'institute-officer']

/** Whoever takes the order over: oneself, or another of the unit where the caller sees its accounts. */
export function AnswerablePick(props: {
  label: string
  fault?: string
  orgId: string
  value: string | null
  onPick: (accountId: string | null) => void
}) {
  const { me } = useSession()
  const maySee = useMay('account.read')
  const accounts = useQuery({
    queryKey: ['accounts', 'of', props.orgId],
    queryFn: () => call(listAccounts, { query: { orgId: props.orgId, limit: 100 } }),
    enabled: maySee,
  })
  const others = (accounts.data?.items ?? [])
    .filter((one) => one.id !== me.accountId && one.assignments.some(({ role }) => OFFICES.includes(role)))
    .map((one) => ({ value: one.id, label: one.name }))
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
