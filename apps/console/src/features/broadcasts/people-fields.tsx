import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import { PickField, PickManyField } from '../../components/pick-field.tsx'
import { useGuests } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import type { ApplicationForm } from './use-autosave.ts'

/** Host and guests from the pool, partners in words. */
export function PeopleFields({ form }: { form: ApplicationForm }) {
  const { values, change, fault } = form
  const pool = useGuests({ limit: 200 })
  const options = (pool.data?.items ?? [])
    .filter((guest) => !guest.erased)
    .map((guest) => ({ value: guest.id, label: guest.trade ? `${guest.name} · ${guest.trade}` : guest.name }))
  return (
    <>
      <div className="columns">
        <PickField
          label={FIELD_LABELS.hostId.zh}
          clearable
          value={values.hostId}
          options={options.filter((option) => !values.guests.includes(option.value))}
          onPick={(hostId) => change({ hostId })}
          {...fault('hostId')}
        />
        <PickManyField
          label={FIELD_LABELS.guests.zh}
          values={values.guests}
          options={options.filter((option) => option.value !== values.hostId)}
          onPick={(guests) => change({ guests })}
          {...fault('guests')}
        />
      </div>
      <PickManyField
        label={FIELD_LABELS.partners.zh}
        hint={M.broadcasts.form.partnersHint}
        optional={M.act.optional}
        free
        values={values.partners}
        options={[]}
        onPick={(partners) => change({ partners })}
        {...fault('partners')}
      />
    </>
  )
}
