import { OUTCOME_CODES } from '@yimi/contract/order-place.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { type FormEvent, useState } from 'react'
import { ChoiceList } from '../steps/choice-list.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import type { TaskFormProps } from './use-place-move.ts'

/** Came, and it could not be done; nobody is to blame for it. */
export function FailForm({ busy, onMake, onKeep }: TaskFormProps) {
  const words = useHelpMessages().tasks
  const [outcome, setOutcome] = useState<string>(OUTCOME_CODES[0])
  const [text, setText] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    onMake({ move: 'fail', needs: { outcome, words: text } })
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      <ChoiceList
        name="outcome"
        kind="radio"
        label={words.failHow}
        chosen={[outcome]}
        choices={OUTCOME_CODES.map((value) => ({ value, label: words.outcomes[value] }))}
        onChange={([chosen = outcome]) => setOutcome(chosen)}
      />
      <TextAreaField
        name="words"
        label={words.deliverWords}
        optional={words.optional}
        hint={words.deliverHint}
        value={text}
        maxLength={500}
        rows={3}
        onChange={setText}
      />
      <div className="buttons">
        <Button kind="main" submit busy={busy}>
          {words.failNow}
        </Button>
        <Button onPress={onKeep}>{words.keep}</Button>
      </div>
    </form>
  )
}
