import { useId } from 'react'
import { TextAreaField, TextField } from './field.tsx'

export type FormOption = { readonly value: string; readonly label: string }
type Words = { title: string; hint: string; optional: string; fault: string | undefined }

/** One question of a form, large enough for a thumb, with its fault beside it. What is chosen or typed is handed in. */
export function FormQuestion(
  props: Words & {
    name: string
    kind: 'one' | 'many' | 'rating' | 'line' | 'telephone' | 'number' | 'date' | 'words'
    options: readonly FormOption[]
    ends: readonly [string, string]
    chosen: readonly string[]
    text: string
    /** Words beside «other»; absent while it is not chosen. */
    comment: { label: string; text: string; onChange: (text: string) => void } | undefined
    dateHint: string
    onChosen: (chosen: string[]) => void
    onText: (text: string) => void
  },
) {
  if (props.kind === 'one' || props.kind === 'many' || props.kind === 'rating')
    return (
      <>
        <Options {...props} kind={props.kind} />
        {props.comment ? (
          <TextField
            name={`${props.name}-other`}
            label={props.comment.label}
            value={props.comment.text}
            maxLength={100}
            onChange={props.comment.onChange}
          />
        ) : null}
      </>
    )
  const hint = props.kind === 'date' ? [props.hint, props.dateHint].filter(Boolean).join(' ') : props.hint
  const field = {
    name: props.name,
    label: props.title,
    value: props.text,
    fault: props.fault,
    onChange: props.onText,
    ...(hint ? { hint } : {}),
    ...(props.optional ? { optional: props.optional } : {}),
  }
  if (props.kind === 'words') return <TextAreaField {...field} maxLength={1000} rows={4} />
  const inputMode = props.kind === 'telephone' ? ('tel' as const) : ('text' as const)
  return <TextField {...field} maxLength={200} inputMode={props.kind === 'number' ? 'numeric' : inputMode} />
}

function Options(
  props: Words & {
    name: string
    kind: 'one' | 'many' | 'rating'
    options: readonly FormOption[]
    ends: readonly [string, string]
    chosen: readonly string[]
    onChosen: (chosen: string[]) => void
  },
) {
  const id = useId()
  function pick(value: string, on: boolean) {
    if (props.kind !== 'many') props.onChosen([value])
    else props.onChosen(on ? [...props.chosen, value] : props.chosen.filter((one) => one !== value))
  }
  const list = (
    <div className={props.kind === 'rating' ? 'y-question__scale' : undefined}>
      {props.options.map((option) => (
        <label key={option.value} className="y-question__option">
          <input
            type={props.kind === 'many' ? 'checkbox' : 'radio'}
            name={`${props.name}-${id}`}
            checked={props.chosen.includes(option.value)}
            onChange={(event) => pick(option.value, event.target.checked)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
  return (
    <fieldset className="y-question" aria-describedby={props.fault ? `${id}-fault` : undefined}>
      <legend className="y-field__label">
        {props.title}
        {props.optional ? <span className="y-field__optional"> {props.optional}</span> : null}
      </legend>
      {props.hint ? <p className="y-field__hint">{props.hint}</p> : null}
      {props.fault ? (
        <p className="y-field__fault" id={`${id}-fault`}>
          <span aria-hidden="true">✕ </span>
          {props.fault}
        </p>
      ) : null}
      {list}
      {props.ends[0] || props.ends[1] ? (
        <p className="y-question__ends">
          <span>{props.ends[0]}</span>
          <span>{props.ends[1]}</span>
        </p>
      ) : null}
    </fieldset>
  )
}
