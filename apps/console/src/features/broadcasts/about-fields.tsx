import { FORMS, PURPOSES } from '@yimi/contract/broadcast.ts'
import { FIELD_LABELS, FORM_LABELS, PURPOSE_LABELS } from '@yimi/contract/labels.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { spokenDay, today } from '../../components/shanghai-time.ts'
import { useCalendar } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import { occasionName } from './field-words.ts'
import type { ApplicationForm } from './use-autosave.ts'

export function AboutFields({ form }: { form: ApplicationForm }) {
  const { values, change, fault } = form
  return (
    <>
      <TextField
        name="title"
        label={FIELD_LABELS.title.zh}
        hint={M.broadcasts.form.titleHint}
        maxLength={80}
        value={values.title}
        onChange={(title) => change({ title })}
        {...fault('title')}
      />
      <TextAreaField
        name="summary"
        label={FIELD_LABELS.summary.zh}
        hint={M.broadcasts.form.summaryHint}
        rows={4}
        maxLength={2000}
        value={values.summary}
        onChange={(summary) => change({ summary })}
        {...fault('summary')}
      />
      <Ticks
        label={FIELD_LABELS.purposes.zh}
        choices={PURPOSES.map((value) => ({ value, label: PURPOSE_LABELS[value].zh }))}
        values={values.purposes}
        onChange={(purposes) => change({ purposes })}
      />
      <Ticks
        label={FIELD_LABELS.forms.zh}
        choices={FORMS.map((value) => ({ value, label: FORM_LABELS[value].zh }))}
        values={values.forms}
        onChange={(forms) => change({ forms })}
      />
      <div className="columns">
        <OccasionField form={form} />
        <TextField
          name="series"
          label={FIELD_LABELS.series.zh}
          optional={M.act.optional}
          maxLength={60}
          value={values.series}
          onChange={(series) => change({ series })}
          {...fault('series')}
        />
        <NumberField
          name="episode"
          label={FIELD_LABELS.episode.zh}
          optional={M.act.optional}
          value={values.episode}
          min={1}
          max={9999}
          onNumber={(episode) => change({ episode })}
          {...fault('episode')}
        />
      </div>
    </>
  )
}

/** The occasions of the year to come, as the calendar has them. */
function OccasionField({ form }: { form: ApplicationForm }) {
  const from = today()
  const until = today(new Date(Date.now() + 365 * 86_400_000))
  const calendar = useCalendar(from, until)
  const coming = new Map<string, string>()
  for (const { id, name, date } of calendar.data?.occasions ?? []) {
    if (!coming.has(id)) coming.set(id, M.broadcasts.form.occasion(name, spokenDay(date)))
  }
  const chosen = form.values.occasion
  if (chosen && !coming.has(chosen)) coming.set(chosen, occasionName(chosen))
  return (
    <PickField
      label={FIELD_LABELS.occasion.zh}
      optional={M.act.optional}
      clearable
      value={chosen || null}
      options={[...coming].map(([value, label]) => ({ value, label }))}
      onPick={(occasion) => form.change({ occasion: occasion ?? '' })}
      {...form.fault('occasion')}
    />
  )
}

function Ticks<Value extends string>(props: {
  label: string
  choices: readonly { value: Value; label: string }[]
  values: readonly Value[]
  onChange: (values: Value[]) => void
}) {
  return (
    <fieldset className="ticks">
      <legend>{props.label}</legend>
      {props.choices.map((choice) => (
        <CheckField
          key={choice.value}
          label={choice.label}
          checked={props.values.includes(choice.value)}
          onCheck={(on) =>
            props.onChange(
              props.choices
                .map((one) => one.value)
                .filter((value) => (value === choice.value ? on : props.values.includes(value))),
            )
          }
        />
      ))}
    </fieldset>
  )
}
