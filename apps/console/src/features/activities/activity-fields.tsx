import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import type { DialogForm } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'

export type ActivityValues = {
  title: string
  words: string
  place: string
  from: string | null
  until: string | null
  volunteerPlaces: number | null
  residentPlaces: number | null
}

/** What is planned of an activity, and may be changed later. */
export function ActivityFields({ form }: { form: Pick<DialogForm<ActivityValues>, 'values' | 'change' | 'fault'> }) {
  const { values, change, fault } = form
  return (
    <>
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
    </>
  )
}
