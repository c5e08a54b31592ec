import type { Volunteer } from '@yimi/contract/volunteer.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import { GuardedFields, type GuardedValues, isGuarded } from './guarded-fields.tsx'
import { guardedWords, useVolunteerActs } from './volunteers-api.ts'

export function ChangeDialog({ volunteer, onClose }: { volunteer: Volunteer; onClose: () => void }) {
  const acts = useVolunteerActs(volunteer.id)
  const initial: GuardedValues = {
    unifiedNumber: volunteer.unifiedNumber,
    minor: volunteer.adultOn !== null,
    adultOn: volunteer.adultOn ?? '',
    guardian: volunteer.guardian,
    guardianConsentOn: volunteer.guardianConsentOn ?? '',
    availability: volunteer.availability,
  }
  return (
    <FormDialog
      title={M.volunteers.change}
      submitWords={M.act.save}
      initial={initial}
      ready={isGuarded}
      onSubmit={(values) => acts.change(guardedWords(values))}
      onClose={onClose}
    >
      {(form) => <GuardedFields {...form} />}
    </FormDialog>
  )
}
