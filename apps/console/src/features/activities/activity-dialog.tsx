import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useActivityKinds, usePlanning } from './activities-api.ts'
import { type Leader, LeaderField } from './leader-field.tsx'

const EMPTY = {
  orgId: null as string | null,
  kind: null as string | null,
  title: '',
  words: '',
  place: '',
  from: null as string | null,
  until: null as string | null,
  volunteerPlaces: 10 as number | null,
  residentPlaces: 0 as number | null,
  leader: null as Leader | null,
}

/** Plans one activity; it is opened for sign-up on its own page. */
export function ActivityDialog({ onClose }: { onClose: () => void }) {
  const kinds = useActivityKinds()
  const planning = usePlanning()
  return (
    <FormDialog
      title={M.activities.add}
      submitWords={M.act.save}
      initial={EMPTY}
      ready={(one) => Boolean(one.orgId && one.kind && one.title.trim() && one.place.trim() && one.from && one.until)}
      onSubmit={async ({ leader, orgId, kind, from, until, volunteerPlaces, residentPlaces, ...words }, key) => {
        if (!orgId || !kind || !from || !until) return
        const places = { volunteerPlaces: volunteerPlaces ?? 0, residentPlaces: residentPlaces ?? 0 }
        const body = { ...words, ...places, orgId, kind, from, until, leaderVolunteerId: leader?.id ?? null }
        await planning.create(body, key)
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
          <MomentField
            label={M.activities.from}
            value={values.from}
            onPick={(from) => change({ from })}
            {...fault('from')}
          />
          <MomentField
            label={M.activities.until}
            value={values.until}
            onPick={(until) => change({ until })}
            {...fault('until')}
          />
          <TextField
            name="place"
            label={M.activities.place}
            value={values.place}
            maxLength={60}
            onChange={(place) => change({ place })}
            {...fault('place')}
          />
          <NumberField
            name="volunteerPlaces"
            label={M.activities.volunteerPlaces}
            value={values.volunteerPlaces}
            max={500}
            onNumber={(volunteerPlaces) => change({ volunteerPlaces })}
            {...fault('volunteerPlaces')}
          />
          <NumberField
            name="residentPlaces"
            label={M.activities.residentPlaces}
            hint={M.activities.residentHint}
            value={values.residentPlaces}
            max={5000}
            onNumber={(residentPlaces) => change({ residentPlaces })}
            {...fault('residentPlaces')}
          />
          <TextAreaField
            name="words"
            label={M.activities.words}
            hint={M.activities.wordsHint}
            optional={M.act.optional}
            rows={3}
            value={values.words}
            maxLength={500}
            onChange={(words) => change({ words })}
            {...fault('words')}
          />
          <LeaderField value={values.leader} onLeader={(leader) => change({ leader })} />
        </>
      )}
    </FormDialog>
  )
}
