import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { useVenues } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import { type BookingValues, useBook } from './calendar-api.ts'

/** Books a venue; a time that is taken is refused by the server and said in place. */
export function BookDialog({ onClose }: { onClose: () => void }) {
  const book = useBook()
  const venues = useVenues()
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: BookingValues = { venueId: null, orgId: first, purpose: '', startsAt: null, endsAt: null }
  const options = (venues.data?.items ?? [])
    .filter((venue) => !venue.closed)
    .map((venue) => ({ value: venue.id, label: venue.name }))
  return (
    <FormDialog
      title={M.calendar.book}
      submitWords={M.calendar.book}
      initial={initial}
      ready={(values) =>
        Boolean(values.venueId && values.orgId && values.purpose.trim() && values.startsAt && values.endsAt)
      }
      onSubmit={book}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <PickField
            label={M.calendar.venue}
            value={values.venueId}
            options={options}
            onPick={(venueId) => change({ venueId })}
          />
          <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          <TextField
            name="purpose"
            label={M.calendar.purpose}
            maxLength={100}
            value={values.purpose}
            onChange={(purpose) => change({ purpose })}
            {...fault('purpose')}
          />
          <MomentField
            label={M.calendar.startsAt}
            value={values.startsAt}
            onPick={(startsAt) => change({ startsAt })}
            {...fault('startsAt')}
          />
          <MomentField
            label={M.calendar.endsAt}
            value={values.endsAt}
            onPick={(endsAt) => change({ endsAt })}
            {...fault('endsAt')}
          />
        </>
      )}
    </FormDialog>
  )
}
