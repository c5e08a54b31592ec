import { HouseholdRole } from '@yimi/contract/household.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { DoorPick } from './door-pick.tsx'
import { usePersonActions } from './people-api.ts'
import { ROLE_OPTIONS } from './register-dialog.tsx'

type Values = { dwellingId: string | null; role: HouseholdRole; from: string }

export function MoveDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const { live } = usePersonActions(person.id)
  const words = M.people.household
  return (
    <FormDialog<Values>
      title={words.moveTitle(person.name)}
      submitWords={words.moveSubmit}
      initial={{ dwellingId: null, role: 'member', from: today() }}
      ready={(values) => values.dwellingId !== null}
      onSubmit={(values, key) => live({ ...values, dwellingId: values.dwellingId ?? '' }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <DoorPick
            label={M.people.fields.dwelling}
            orgId={person.orgId}
            value={values.dwellingId}
            onPick={(dwellingId) => change({ dwellingId })}
            {...fault('dwellingId')}
          />
          <PickField
            label={M.people.fields.role}
            value={values.role}
            options={ROLE_OPTIONS}
            onPick={(role) => change({ role: HouseholdRole.catch('member').parse(role) })}
          />
          <DayField label={words.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
        </>
      )}
    </FormDialog>
  )
}
