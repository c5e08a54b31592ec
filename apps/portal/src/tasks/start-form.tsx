import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { type FormEvent, useState } from 'react'
import { tokenOf } from '../ask/ask-draft.ts'
import { ChoiceList } from '../steps/choice-list.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import type { TaskFormProps } from './use-place-move.ts'

const WAYS = ['resident-card', 'entrance'] as const
type Way = (typeof WAYS)[number]

/** The volunteer shows that he is there; the resident is asked for nothing. Lists and paper are written down at the station. */
export function StartForm({ busy, onMake, onKeep }: TaskFormProps) {
  const words = useHelpMessages().tasks
  const [by, setBy] = useState<Way>('resident-card')
  const [shown, setShown] = useState('')
  const [missing, setMissing] = useState(false)
  function submit(event: FormEvent) {
    event.preventDefault()
    const code = tokenOf(shown)
    setMissing(code === '')
    if (code !== '') onMake({ move: 'start', needs: { by }, shown: code })
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      <ChoiceList
        name="by"
        kind="radio"
        label={words.startHow}
        hint={words.startLine}
        chosen={[by]}
        choices={WAYS.map((value) => ({ value, label: words.startWays[value] }))}
        onChange={([chosen]) => setBy(WAYS.find((one) => one === chosen) ?? by)}
      />
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
      <p>{words.startOther}</p>
      <div className="buttons">
        <Button kind="main" submit busy={busy}>
          {words.startNow}
        </Button>
        <Button onPress={onKeep}>{words.keep}</Button>
      </div>
    </form>
  )
}
