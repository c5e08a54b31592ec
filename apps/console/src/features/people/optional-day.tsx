import { Field } from '@yimi/ui/field.tsx'
import { M } from '../../messages.ts'

/** A calendar day that may stay empty. */
export function OptionalDay(props: {
  label: string
  value: string
  onPick: (day: string) => void
  fault?: string | undefined
}) {
  return (
    <Field label={props.label} optional={M.act.optional} fault={props.fault}>
      {(control) => (
        <input
          {...control}
          className="y-input"
          type="date"
          value={props.value}
          onChange={(event) => props.onPick(event.target.value)}
        />
      )}
    </Field>
  )
}
