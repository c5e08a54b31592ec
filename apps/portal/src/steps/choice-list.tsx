import { useId } from 'react'

export type ListChoice = { value: string; label: string }

/** A question whose answers are large enough for a thumb: one (`radio`) or several (`checkbox`) of them. */
export function ChoiceList(props: {
  label: string
  hint?: string
  fault?: string | undefined
  name: string
  kind: 'radio' | 'checkbox'
  chosen: readonly string[]
  choices: readonly ListChoice[]
  onChange: (chosen: string[]) => void
}) {
  const id = useId()
  function pick(value: string, on: boolean) {
    if (props.kind === 'radio') props.onChange([value])
    else props.onChange(on ? [...props.chosen, value] : props.chosen.filter((one) => one !== value))
  }
  return (
    <fieldset className="choices" aria-describedby={props.fault ? `${id}-fault` : undefined}>
      <legend className="y-field__label">{props.label}</legend>
      {props.hint ? <p className="y-field__hint">{props.hint}</p> : null}
      {props.fault ? (
        <p className="y-field__fault" id={`${id}-fault`}>
          <span aria-hidden="true">✕ </span>
          {props.fault}
        </p>
      ) : null}
      {props.choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type={props.kind}
            name={props.name}
            checked={props.chosen.includes(choice.value)}
            onChange={(event) => pick(choice.value, event.target.checked)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
