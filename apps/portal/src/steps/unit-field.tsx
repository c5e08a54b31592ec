import { call } from '@yimi/contract/client.ts'
import { listPublicOrganisations } from '@yimi/contract/public.ts'
import { SelectField } from '@yimi/ui/field.tsx'
import { useMemo } from 'react'
import { useAnswer } from '../calls/use-answer.ts'
import { unitChoices } from '../complaint/unit-choices.ts'

/** One of the units, in the order of the tree. */
export function UnitPick(props: {
  label: string
  optional?: string
  none: string
  fault?: string | undefined
  value: string
  onChange: (value: string) => void
}) {
  const { value: units } = useAnswer(askUnits, once)
  const choices = useMemo(() => unitChoices(units?.items ?? []), [units])
  return (
    <SelectField
      name="unit"
      label={props.label}
      {...(props.optional ? { optional: props.optional } : {})}
      fault={props.fault}
      value={props.value}
      onChange={props.onChange}
      choices={[{ value: '', label: props.none }, ...choices]}
    />
  )
}

function askUnits(signal: AbortSignal) {
  return call(listPublicOrganisations, {}, { signal })
}

function once() {
  return undefined
}
