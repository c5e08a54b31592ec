import type { Activity } from '@yimi/contract/activity.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useSheetActs } from './activities-api.ts'

/** Changes what was planned; whoever signed up is told. */
export function AmendDialog({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const acts = useSheetActs(activity.id)
  const initial = {
    title: activity.title,
    words: activity.words,
    place: activity.place,
    from: activity.from as string | null,
    until: activity.until as string | null,
    volunteerPlaces: activity.volunteerPlaces as number | null,
    residentPlaces: activity.residentPlaces as number | null,
  }
  return (
    <FormDialog
      title={M.activities.amend}
      submitWords={M.act.save}
      initial={initial}
      ready={(one) => Boolean(one.title.trim() && one.place.trim() && one.from && one.until)}
      onSubmit={async ({ from, until, volunteerPlaces, residentPlaces, ...words }, key) => {
        if (!from || !until) return
        const places = { volunteerPlaces: volunteerPlaces ?? 0, residentPlaces: residentPlaces ?? 0 }
        await acts.amend({ ...words, ...places, from, until }, key)
      }}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p className="second">{M.activities.amendHint}</p>
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
            value={values.residentPlaces}
            max={5000}
            onNumber={(residentPlaces) => change({ residentPlaces })}
            {...fault('residentPlaces')}
          />
          <TextAreaField
            name="words"
            label={M.activities.words}
            optional={M.act.optional}
            rows={3}
            value={values.words}
            maxLength={500}
            onChange={(words) => change({ words })}
            {...fault('words')}
          />
        </>
      )}
    </FormDialog>
  )
}
