import { type ReactNode, useId } from 'react'

type FieldWords = {
  label: string
  /** Said after the label of a field that may stay empty. */
  optional?: string
  hint?: string
  /** What is wrong and how to put it right. */
  fault?: string | undefined
}

type Control = { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }

/** Label, hint and fault around any control; the control takes the id and the aria properties handed to it. */
export function Field(props: FieldWords & { below?: ReactNode; children: (control: Control) => ReactNode }) {
  const id = useId()
  const told = [props.hint ? `${id}-hint` : '', props.fault ? `${id}-fault` : ''].filter(Boolean).join(' ')
  return (
    <div className="y-field">
      <label className="y-field__label" htmlFor={id}>
        {props.label}
        {props.optional ? <span className="y-field__optional"> {props.optional}</span> : null}
      </label>
      {props.hint ? (
        <p className="y-field__hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {props.fault ? (
        <p className="y-field__fault" id={`${id}-fault`}>
          <span aria-hidden="true">✕ </span>
          {props.fault}
        </p>
      ) : null}
      {props.children({ id, 'aria-invalid': props.fault ? true : undefined, 'aria-describedby': told || undefined })}
      {props.below}
    </div>
  )
}

type TextProps = FieldWords & {
  value: string
  onChange: (value: string) => void
  maxLength: number
  name: string
}

export function TextField(
  props: TextProps & {
    autoComplete?: string
    inputMode?: 'text' | 'tel' | 'numeric' | 'email'
    autoCapitalize?: 'none' | 'characters'
  },
) {
  return (
    <Field {...wordsOf(props)}>
      {(control) => (
        <input
          {...control}
          className="y-input"
          type="text"
          name={props.name}
          value={props.value}
          maxLength={props.maxLength}
          autoComplete={props.autoComplete ?? 'off'}
          inputMode={props.inputMode}
          autoCapitalize={props.autoCapitalize}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** Several lines; `count` says how much is written, as «12 / 2000». */
export function TextAreaField(props: TextProps & { rows?: number; count?: string }) {
  return (
    <Field {...wordsOf(props)} below={props.count ? <p className="y-field__count">{props.count}</p> : null}>
      {(control) => (
        <textarea
          {...control}
          className="y-input"
          name={props.name}
          rows={props.rows ?? 6}
          value={props.value}
          maxLength={props.maxLength}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export type Choice = { value: string; label: string }

export function SelectField(
  props: FieldWords & { value: string; onChange: (value: string) => void; choices: readonly Choice[]; name: string },
) {
  return (
    <Field {...wordsOf(props)}>
      {(control) => (
        <select
          {...control}
          className="y-input"
          name={props.name}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function wordsOf(props: FieldWords): FieldWords {
  const words: FieldWords = { label: props.label }
  if (props.optional) words.optional = props.optional
  if (props.hint) words.hint = props.hint
  if (props.fault) words.fault = props.fault
  return words
}
