import { useMyOrganisations } from '../lookups/organisations.ts'
import { M } from '../messages.ts'
import { PickField } from './pick-field.tsx'

/** One of the units that the person works for. */
export function OrganisationPick(props: {
  value: string | null
  onPick: (orgId: string) => void
  label?: string
  fault?: string | undefined
}) {
  const organisations = useMyOrganisations()
  return (
    <PickField
      label={props.label ?? M.act.organisation}
      fault={props.fault}
      value={props.value}
      options={organisations.map((one) => ({ value: one.id, label: one.name }))}
      onPick={(value) => value && props.onPick(value)}
    />
  )
}
