import { Button } from '@yimi/ui/button.tsx'
import { M } from '../messages.ts'

/** One of a few, or all. */
export function FilterChips<Value extends string>(props: {
  label: string
  /** What stands for no choice; «全部» when nothing is said. */
  all?: string
  choices: readonly { value: Value; label: string }[]
  value: Value | undefined
  onChoose: (value: Value | undefined) => void
}) {
  return (
    <fieldset className="chips">
      <legend className="unseen">{props.label}</legend>
      <Button pressed={props.value === undefined} onPress={() => props.onChoose(undefined)}>
        {props.all ?? M.act.all}
      </Button>
      {props.choices.map((choice) => (
        <Button key={choice.value} pressed={props.value === choice.value} onPress={() => props.onChoose(choice.value)}>
          {choice.label}
        </Button>
      ))}
    </fieldset>
  )
}
