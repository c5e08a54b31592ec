import type { Guest } from '@yimi/contract/guest.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickManyField } from '../../components/pick-field.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { type GuestValues, useSaveGuest } from './guests-api.ts'

export function GuestDialog({ guest, onClose }: { guest?: Guest; onClose: () => void }) {
  const save = useSaveGuest(guest)
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: GuestValues = {
    name: guest?.name ?? '',
    trade: guest?.trade ?? '',
    topics: guest?.topics ?? [],
    contact: '',
    orgId: guest?.orgId ?? first,
  }
  return (
    <FormDialog
      title={guest ? M.guests.change : M.guests.add}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => values.name.trim() !== '' && values.trade.trim() !== '' && values.orgId !== null}
      onSubmit={save}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          {!guest && (
            <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          )}
          <TextField
            name="guest-name"
            label={M.guests.name}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextField
            name="trade"
            label={M.guests.trade}
            maxLength={40}
            value={values.trade}
            onChange={(trade) => change({ trade })}
            {...fault('trade')}
          />
          <PickManyField
            label={M.guests.topics}
            hint={M.guests.topicsHint}
            free
            values={values.topics}
            options={[]}
            onPick={(topics) => change({ topics })}
            {...fault('topics')}
          />
          <TextField
            name="contact"
            label={M.guests.contact}
            {...(guest ? { hint: M.guests.contactStays } : {})}
            maxLength={60}
            value={values.contact}
            onChange={(contact) => change({ contact })}
            {...fault('contact')}
          />
        </>
      )}
    </FormDialog>
  )
}
