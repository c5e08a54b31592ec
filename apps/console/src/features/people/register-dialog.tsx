import { HOUSEHOLD_ROLES, HouseholdRole } from '@yimi/contract/household.ts'
import { FACT_SOURCES, FactSource } from '@yimi/contract/person-tag.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { DoorPick } from './door-pick.tsx'
import { birthdayOf, FactFields, type FactValues, NO_FACTS } from './fact-fields.tsx'
import { useRegister } from './people-api.ts'

type Values = FactValues & {
  orgId: string | null
  source: FactSource
  dwellingId: string | null
  role: HouseholdRole
}

export const ROLE_OPTIONS = Object.entries(HOUSEHOLD_ROLES).map(([value, label]) => ({ value, label }))
export const SOURCE_OPTIONS = Object.entries(FACT_SOURCES).map(([value, label]) => ({ value, label }))

export function RegisterDialog({ onClose }: { onClose: () => void }) {
  const register = useRegister()
  const organisations = useMyOrganisations()
  const first = organisations[0]?.id ?? null
  const initial: Values = {
    ...NO_FACTS,
    orgId: null,
    source: 'desk',
    dwellingId: null,
    role: 'head',
  }
  return (
    <FormDialog<Values>
      title={M.people.add}
      submitWords={M.people.add}
      initial={initial}
      ready={(values) => values.name.trim() !== '' && (values.orgId ?? first) !== null}
      onSubmit={(values, key) => register(bodyOf(values, values.orgId ?? first ?? ''), key)}
      onClose={onClose}
    >
      {(form) => (
        <>
          {organisations.length > 1 && (
            <OrganisationPick
              value={form.values.orgId ?? first}
              onPick={(orgId) => form.change({ orgId, dwellingId: null })}
              {...form.fault('orgId')}
            />
          )}
          <FactFields form={form} />
          <DoorPick
            label={M.people.fields.dwelling}
            orgId={form.values.orgId ?? first ?? undefined}
            value={form.values.dwellingId}
            onPick={(dwellingId) => form.change({ dwellingId })}
            {...form.fault('dwellingId')}
          />
          <PickField
            label={M.people.fields.role}
            value={form.values.role}
            options={ROLE_OPTIONS}
            onPick={(role) => form.change({ role: HouseholdRole.catch('member').parse(role) })}
          />
          <PickField
            label={M.people.fields.source}
            value={form.values.source}
            options={SOURCE_OPTIONS}
            onPick={(source) => form.change({ source: FactSource.catch('desk').parse(source) })}
          />
        </>
      )}
    </FormDialog>
  )
}

function bodyOf(values: Values, orgId: string) {
  const { name, sex, idKind, idNumber, contact, address, note, source, dwellingId, role } = values
  const birthday = birthdayOf(values)
  return {
    orgId,
    name,
    sex,
    birthDate: values.birthDate || null,
    ...(birthday ? { birthday } : {}),
    idKind,
    idNumber,
    contact,
    address,
    note,
    source,
    dwellingId,
    role,
  }
}
