import { useId } from 'react'

/** One of a few, all in view; chosen with the arrow keys. */
export function OneChoice<Value extends string>(props: {
  label: string
  choices: readonly { value: Value; label: string }[]
  value: Value
  onChoose: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset className="one-choice">
      <legend>{props.label}</legend>
      {props.choices.map((choice) => (
        <label key={choice.value} className="check">
          <input
            type="radio"
            name={name}
            checked={props.value === choice.value}
            onChange={() => props.onChoose(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
