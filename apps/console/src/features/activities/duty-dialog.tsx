import { Field, TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useActivityKinds, usePlanning } from './activities-api.ts'
import { type Leader, LeaderField } from './leader-field.tsx'

const EMPTY = {
  orgId: null as string | null,
  kind: null as string | null,
  title: '',
  place: '',
  weekday: '1',
  starts: '18:00',
  ends: '20:00',
  volunteerPlaces: 4 as number | null,
  from: today(),
  leader: null as Leader | null,
}

/** One duty of the week. */
export function DutyDialog({ onClose }: { onClose: () => void }) {
  const kinds = useActivityKinds()
  const planning = usePlanning()
  return (
    <FormDialog
      title={M.activities.addDuty}
      submitWords={M.act.save}
      initial={EMPTY}
      ready={(one) => Boolean(one.orgId && one.kind && one.title.trim() && one.place.trim() && one.volunteerPlaces)}
      onSubmit={async ({ orgId, kind, weekday, volunteerPlaces, leader, ...words }, key) => {
        if (!orgId || !kind || !volunteerPlaces) return
        const body = { ...words, orgId, kind, volunteerPlaces, weekday: Number(weekday) }
        await planning.addDuty({ ...body, leaderVolunteerId: leader?.id ?? null }, key)
      }}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          <PickField
            label={M.activities.kind}
            value={values.kind}
            options={(kinds.data ?? []).map((one) => ({ value: one.code, label: one.label }))}
            onPick={(kind) => change({ kind })}
            {...fault('kind')}
          />
          <TextField
            name="title"
            label={M.activities.name}
            value={values.title}
            maxLength={40}
            onChange={(title) => change({ title })}
            {...fault('title')}
          />
          <TextField
            name="place"
            label={M.activities.place}
            value={values.place}
            maxLength={60}
            onChange={(place) => change({ place })}
            {...fault('place')}
          />
          <PickField
            label={M.activities.weekday}
            value={values.weekday}
            options={M.activities.weekdays.map((label, place) => ({ value: String(place + 1), label }))}
            onPick={(weekday) => weekday && change({ weekday })}
          />
          <TimeField
            label={M.activities.starts}
            value={values.starts}
            onTime={(starts) => change({ starts })}
            {...fault('starts')}
          />
          <TimeField
            label={M.activities.ends}
            value={values.ends}
            onTime={(ends) => change({ ends })}
            {...fault('ends')}
          />
          <NumberField
            name="volunteerPlaces"
            label={M.activities.dutyPlaces}
            value={values.volunteerPlaces}
            min={1}
            max={500}
            onNumber={(volunteerPlaces) => change({ volunteerPlaces })}
            {...fault('volunteerPlaces')}
          />
          <DayField label={M.activities.since} value={values.from} onPick={(from) => change({ from })} />
          <LeaderField value={values.leader} onLeader={(leader) => change({ leader })} />
        </>
      )}
    </FormDialog>
  )
}

function TimeField(props: { label: string; value: string; fault?: string; onTime: (value: string) => void }) {
  return (
    <Field label={props.label} fault={props.fault}>
      {(control) => (
        <input
          {...control}
          className="y-input"
          type="time"
          required
          value={props.value}
          onChange={(event) => event.target.value && props.onTime(event.target.value)}
        />
      )}
    </Field>
  )
}
