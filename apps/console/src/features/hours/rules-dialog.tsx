import { type HourRules, STEPPED_ROUNDING } from '@yimi/contract/hour-rules.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useHourActs } from './hours-api.ts'

const NUMBERS = ['dayMinutes', 'longDayMinutes', 'noticeDays', 'burstOccasions', 'burstMinutes'] as const
const MOST: Record<(typeof NUMBERS)[number], number> = {
  dayMinutes: 1440,
  longDayMinutes: 1440,
  noticeDays: 60,
  burstOccasions: 1000,
  burstMinutes: 1440,
}

/** A new version from a day on; begins with what counts now. */
export function RulesDialog(props: { orgId: string; rules: HourRules; onClose: () => void }) {
  const acts = useHourActs()
  const { rules } = props
  const initial = {
    from: today(),
    rounding: rules.rounding.length === 0 ? 'minute' : 'stepped',
    stars: rules.stars.join(' '),
    numbers: rules as Record<(typeof NUMBERS)[number], number | null>,
  }
  return (
    <FormDialog
      title={M.hours.layDown}
      submitWords={M.hours.layDown}
      initial={initial}
      ready={({ stars, numbers }) => starsOf(stars).length > 0 && NUMBERS.every((name) => numbers[name] !== null)}
      onSubmit={(values, key) =>
        acts.layDown(
          props.orgId,
          values.from,
          {
            rounding: values.rounding === 'minute' ? [] : STEPPED_ROUNDING,
            stars: starsOf(values.stars),
            dayMinutes: values.numbers.dayMinutes ?? rules.dayMinutes,
            longDayMinutes: values.numbers.longDayMinutes ?? rules.longDayMinutes,
            noticeDays: values.numbers.noticeDays ?? rules.noticeDays,
            burstOccasions: values.numbers.burstOccasions ?? rules.burstOccasions,
            burstMinutes: values.numbers.burstMinutes ?? rules.burstMinutes,
          },
          key,
        )
      }
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <DayField
            label={M.hours.fromDay}
            value={values.from}
            onPick={(from) => change({ from })}
            {...fault('from')}
          />
          <PickField
            label={M.hours.rounding}
            value={values.rounding}
            options={[
              { value: 'minute', label: M.hours.byMinute },
              { value: 'stepped', label: M.hours.stepped },
            ]}
            onPick={(rounding) => rounding && change({ rounding })}
          />
          <TextField
            name="stars"
            label={M.hours.stars}
            hint={M.hours.starsHint}
            value={values.stars}
            maxLength={80}
            onChange={(stars) => change({ stars })}
            {...fault('stars')}
          />
          {NUMBERS.map((name) => (
            <NumberField
              key={name}
              name={name}
              label={M.hours[name]}
              value={values.numbers[name]}
              max={MOST[name]}
              onNumber={(number) => change({ numbers: { ...values.numbers, [name]: number } })}
            />
          ))}
        </>
      )}
    </FormDialog>
  )
}

function starsOf(words: string): number[] {
  return words
    .trim()
    .split(/[\s,，、/]+/)
    .map(Number)
    .filter((hours) => Number.isInteger(hours) && hours > 0)
}
