import { Field } from '@yimi/ui/field.tsx'
import { type FieldWords, wordsOf } from './pick-field.tsx'
import { instantOf, wallOf } from './shanghai-time.ts'

/**
 * A moment, given and taken as an instant; read and written as the clock of Shanghai. The browser's own field: known to
 * screen readers and to thumbs.
 */
export function MomentField(props: FieldWords & { value: string | null; onPick: (value: string | null) => void }) {
  return (
    <Field {...wordsOf(props)}>
      {(control) => (
        <input
          {...control}
          className="y-input"
          type="datetime-local"
          value={props.value ? wallOf(props.value).slice(0, 16) : ''}
          onChange={(event) => props.onPick(event.target.value ? instantOf(event.target.value) : null)}
        />
      )}
    </Field>
  )
}

/** A calendar day. */
export function DayField(props: FieldWords & { value: string; onPick: (value: string) => void }) {
  return (
    <Field {...wordsOf(props)}>
      {(control) => (
        <input
          {...control}
          className="y-input"
          type="date"
          required
          value={props.value}
          onChange={(event) => event.target.value && props.onPick(event.target.value)}
        />
      )}
    </Field>
  )
}
