import { AVAILABILITY_PARTS } from '@yimi/contract/volunteer.ts'
import { PickManyField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'

const HALF_DAYS = M.volunteers.weekdays.flatMap((weekday, index) =>
  AVAILABILITY_PARTS.map((part) => ({
    value: `${index + 1}-${part}`,
    label: `${weekday}${M.volunteers.parts[part]}`,
  })),
)

/** `周一上午、周三下午`, in the order of the week. */
export function halfDayWords(values: readonly string[]): string {
  return HALF_DAYS.filter((one) => values.includes(one.value))
    .map((one) => one.label)
    .join('、')
}

export function HalfDaysField(props: { values: readonly string[]; onPick: (values: string[]) => void }) {
  return (
    <PickManyField
      label={M.volunteers.availability}
      optional={M.act.optional}
      values={props.values}
      options={HALF_DAYS}
      onPick={props.onPick}
    />
  )
}
