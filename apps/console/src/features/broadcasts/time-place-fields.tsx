import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import { NumberField } from '../../components/number-field.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { useVenues } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import type { ApplicationForm } from './use-autosave.ts'

export function TimePlaceFields({ form }: { form: ApplicationForm }) {
  const { values, change, fault } = form
  const venues = useVenues()
  const options = (venues.data?.items ?? [])
    .filter((venue) => !venue.closed || venue.id === values.venueId)
    .map((venue) => ({ value: venue.id, label: `${venue.name} · ${venue.place}` }))
  return (
    <div className="columns">
      <MomentField
        label={FIELD_LABELS.startsAt.zh}
        value={values.startsAt}
        onPick={(startsAt) => change({ startsAt })}
        {...fault('startsAt')}
      />
      <MomentField
        label={FIELD_LABELS.endsAt.zh}
        value={values.endsAt}
        onPick={(endsAt) => change({ endsAt })}
        {...(endsBeforeStart(values) ? { fault: M.broadcasts.form.endsBeforeStart } : fault('endsAt'))}
      />
      <PickField
        label={FIELD_LABELS.venueId.zh}
        {...(venues.data && options.length === 0 ? { hint: M.broadcasts.form.noVenues } : {})}
        clearable
        value={values.venueId}
        options={options}
        onPick={(venueId) => change({ venueId })}
        {...fault('venueId')}
      />
      <NumberField
        name="seats"
        label={FIELD_LABELS.seats.zh}
        hint={M.broadcasts.form.seatsHint}
        value={values.seats}
        max={100_000}
        onNumber={(seats) => change({ seats })}
        {...fault('seats')}
      />
    </div>
  )
}

/** Said at once, not only when the application is handed in. */
function endsBeforeStart({ startsAt, endsAt }: ApplicationForm['values']): boolean {
  return startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt)
}
