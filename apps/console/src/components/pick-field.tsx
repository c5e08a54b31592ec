import { Field } from '@yimi/ui/field.tsx'
import { Select } from 'antd'
import { M } from '../messages.ts'

export type FieldWords = { label: string; hint?: string; optional?: string; fault?: string | undefined }
export type Option = { value: string; label: string }

export function wordsOf({ label, hint, optional, fault }: FieldWords) {
  return { label, fault, ...(hint ? { hint } : {}), ...(optional ? { optional } : {}) }
}

const bySearch = (text: string, option: Option | undefined) => option?.label.includes(text.trim()) ?? false

/** One of many, found by typing part of its name. */
export function PickField(
  props: FieldWords & {
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
  props: FieldWords & {
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
