import { STARTED_BY } from '@yimi/contract/order-place.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { type FormEvent, useState } from 'react'
import { tokenOf } from '../ask/ask-draft.ts'
import { ChoiceList } from '../steps/choice-list.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import type { TaskFormProps } from './use-place-move.ts'

type StartedBy = (typeof STARTED_BY)[number]
const SHOWN_BY: readonly StartedBy[] = ['resident-card', 'entrance']

/** The volunteer shows that he is there; the resident is asked for nothing. */
export function StartForm({ busy, onMake, onKeep }: TaskFormProps) {
  const words = useHelpMessages().tasks
  const [by, setBy] = useState<StartedBy>('resident-card')
  const [shown, setShown] = useState('')
  const [missing, setMissing] = useState(false)
  const asksForCode = SHOWN_BY.indexOf(by) >= 0
  function submit(event: FormEvent) {
    event.preventDefault()
    const code = asksForCode ? tokenOf(shown) : ''
    setMissing(asksForCode && code === '')
    if (!asksForCode || code !== '') onMake({ move: 'start', needs: { by }, shown: code })
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      <ChoiceList
        name="by"
        kind="radio"
        label={words.startHow}
        hint={words.startLine}
        chosen={[by]}
        choices={STARTED_BY.map((value) => ({ value, label: words.startWays[value] }))}
        onChange={([chosen]) => setBy(STARTED_BY.find((one) => one === chosen) ?? by)}
      />
      {asksForCode ? (
        <TextField
          name="shown"
          label={words.shown}
          hint={words.shownHint}
          fault={missing ? words.fillShown : undefined}
          value={shown}
          maxLength={200}
          autoCapitalize="none"
          onChange={setShown}
        />
      ) : null}
      <div className="buttons">
        <Button kind="main" submit busy={busy}>
          {words.startNow}
        </Button>
        <Button onPress={onKeep}>{words.keep}</Button>
      </div>
    </form>
  )
}
