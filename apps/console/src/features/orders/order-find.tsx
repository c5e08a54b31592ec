import { Field } from '@yimi/ui/field.tsx'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { M } from '../../messages.ts'
import { useOrdersByNumber } from './orders-api.ts'

/** Another order, found by its number. */
export function OrderFind(props: {
  label: string
  hint: string
  fault?: string
  not: string
  value: string | null
  onPick: (orderId: string | null) => void
}) {
  const [typed, setTyped] = useState('')
  const found = useOrdersByNumber(useDeferredValue(typed.trim()))
  const options = (found.data?.items ?? [])
    .filter((one) => one.id !== props.not)
    .map((one) => ({
      value: one.id,
      label: `${one.number} ${one.serviceName || M.orders.ownWords} ${one.personName}`,
    }))
  return (
    <Field label={props.label} hint={props.hint} fault={props.fault}>
      {(control) => (
        <Select
          {...control}
          className="pick"
          showSearch={{ filterOption: false, onSearch: setTyped }}
          placeholder={M.act.choose}
          value={props.value}
          options={options}
          notFoundContent={M.state.nothingFound}
          onChange={(value: string | undefined) => props.onPick(value ?? null)}
        />
      )}
    </Field>
  )
}
