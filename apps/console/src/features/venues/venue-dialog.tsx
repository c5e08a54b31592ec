import type { Venue } from '@yimi/contract/venue.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useSaveVenue, type VenueValues } from './venues-api.ts'

export function VenueDialog({ venue, onClose }: { venue?: Venue; onClose: () => void }) {
  const save = useSaveVenue(venue)
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: VenueValues = venue ?? { name: '', place: '', seats: 0, closed: false, orgId: first }
  return (
    <FormDialog
      title={venue ? M.venues.change : M.venues.add}
      submitWords={M.act.save}
      initial={{
        name: initial.name,
        place: initial.place,
        seats: initial.seats,
        closed: initial.closed,
        orgId: initial.orgId,
      }}
      ready={(values) => values.name.trim() !== '' && values.place.trim() !== '' && values.orgId !== null}
      onSubmit={save}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          {!venue && (
            <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          )}
          <TextField
            name="name"
            label={M.venues.name}
            maxLength={60}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextField
            name="place"
            label={M.venues.place}
            hint={M.venues.placeHint}
            maxLength={200}
            value={values.place}
            onChange={(place) => change({ place })}
            {...fault('place')}
          />
          <NumberField
            name="seats"
            label={M.venues.seats}
            value={values.seats}
            max={100_000}
            onNumber={(seats) => change({ seats: seats ?? 0 })}
            {...fault('seats')}
          />
          {venue && (
            <CheckField label={M.venues.closeIt} checked={values.closed} onCheck={(closed) => change({ closed })} />
          )}
        </>
      )}
    </FormDialog>
  )
}
