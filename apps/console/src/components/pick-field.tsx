import { Field } from '@yimi/ui/field.tsx'
import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { M } from '../messages.ts'
import { instantOf, wallOf } from './shanghai-time.ts'

type Words = { label: string; hint?: string; optional?: string; fault?: string | undefined }
export type Option = { value: string; label: string }

function wordsOf({ label, hint, optional, fault }: Words) {
  return { label, fault, ...(hint ? { hint } : {}), ...(optional ? { optional } : {}) }
}

const bySearch = (text: string, option: Option | undefined) => option?.label.includes(text.trim()) ?? false

/** One of many, found by typing part of its name. */
export function PickField(
  props: Words & {
    value: string | null
    options: readonly Option[]
    onPick: (value: string | null) => void
    clearable?: boolean
    disabled?: boolean
  },
) {
  return (
    <Field {...wordsOf(props)}>
      {(control) => (
        <Select
          {...control}
          className="pick"
          showSearch={{ filterOption: bySearch }}
          placeholder={M.act.choose}
          value={props.value}
          options={[...props.options]}
          allowClear={props.clearable ?? false}
          disabled={props.disabled ?? false}
          onChange={(value: string | undefined) => props.onPick(value ?? null)}
        />
      )}
    </Field>
  )
}

/** Several of many. */
export function PickManyField(
  props: Words & {
    values: readonly string[]
    options: readonly Option[]
    onPick: (values: string[]) => void
    /** Words of one's own may be added besides the options. */
    free?: boolean
  },
) {
  return (
    <Field {...wordsOf(props)}>
      {(control) => (
        <Select
          {...control}
          className="pick"
          mode={props.free ? 'tags' : 'multiple'}
          showSearch={{ filterOption: bySearch }}
          placeholder={props.free ? '' : M.act.choose}
          value={[...props.values]}
          options={[...props.options]}
          onChange={(values: string[]) => props.onPick(values)}
        />
      )}
    </Field>
  )
}

/** A moment, given and taken as an instant; read and written as the clock of Shanghai. */
export function MomentField(props: Words & { value: string | null; onPick: (value: string | null) => void }) {
  return (
    <Field {...wordsOf(props)}>
      {(control) => (
        <DatePicker
          {...control}
          className="pick"
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          needConfirm={false}
          value={props.value ? dayjs(wallOf(props.value)) : null}
          onChange={(value) => props.onPick(value ? instantOf(value.format('YYYY-MM-DDTHH:mm')) : null)}
        />
      )}
    </Field>
  )
}

/** A calendar day. */
export function DayField(props: Words & { value: string; onPick: (value: string) => void }) {
  return (
    <Field {...wordsOf(props)}>
      {(control) => (
        <DatePicker
          {...control}
          className="pick"
          allowClear={false}
          value={dayjs(props.value)}
          onChange={(value) => value && props.onPick(value.format('YYYY-MM-DD'))}
        />
      )}
    </Field>
  )
}
