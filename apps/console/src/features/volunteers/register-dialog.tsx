import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { GuardedFields, isGuarded } from './guarded-fields.tsx'
import { type Registration, useRegister } from './volunteers-api.ts'

export function RegisterDialog({ onClose }: { onClose: () => void }) {
  const register = useRegister()
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: Registration = {
    orgId: null,
    name: '',
    contact: '',
    unifiedNumber: '',
    minor: false,
    adultOn: '',
    guardian: '',
    guardianConsentOn: '',
    availability: [],
  }
  return (
    <FormDialog
      title={M.volunteers.add}
      submitWords={M.volunteers.register}
      initial={initial}
      ready={(values) => values.name.trim() !== '' && (values.orgId ?? first) !== null && isGuarded(values)}
      onSubmit={(values, key) => register({ ...values, orgId: values.orgId ?? first }, key)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <OrganisationPick
            value={form.values.orgId ?? first}
            onPick={(orgId) => form.change({ orgId })}
            {...form.fault('orgId')}
          />
          <TextField
            name="volunteer-name"
            label={M.volunteers.name}
            maxLength={40}
            value={form.values.name}
            onChange={(name) => form.change({ name })}
            {...form.fault('name')}
          />
          <TextField
            name="contact"
            label={M.volunteers.contact}
            hint={M.volunteers.contactHint}
            optional={M.act.optional}
            maxLength={60}
            inputMode="tel"
            value={form.values.contact}
            onChange={(contact) => form.change({ contact })}
            {...form.fault('contact')}
          />
          <GuardedFields {...form} />
        </>
      )}
    </FormDialog>
  )
}
