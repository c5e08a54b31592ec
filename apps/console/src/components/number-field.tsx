import { Field } from '@yimi/ui/field.tsx'

/** A whole number from `min` (0) to `max`; empty is null. */
export function NumberField(props: {
  label: string
  name: string
  value: number | null
  min?: number
  max: number
  hint?: string
  optional?: string
  fault?: string | undefined
  onNumber: (value: number | null) => void
}) {
  const { label, hint, optional, fault } = props
  return (
    <Field label={label} fault={fault} {...(hint ? { hint } : {})} {...(optional ? { optional } : {})}>
      {(control) => (
        <input
          {...control}
          className="y-input number"
          type="text"
          inputMode="numeric"
          name={props.name}
          value={props.value ?? ''}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, '')
            const number = Math.min(props.max, Math.max(props.min ?? 0, Number(digits)))
            props.onNumber(digits === '' ? null : number)
          }}
        />
      )}
    </Field>
  )
}
