import { PROOF_KINDS } from '@yimi/contract/service.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { type FormEvent, useState } from 'react'
import { ChoiceList } from '../steps/choice-list.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import type { TaskFormProps } from './use-place-move.ts'

/** Done, and what shows it. */
export function DeliverForm({ place, busy, onMake, onKeep }: TaskFormProps) {
  const words = useHelpMessages().tasks
  const [proof, setProof] = useState<string>(place.proof ?? PROOF_KINDS[0])
  const [missing, setMissing] = useState(false)
  const [text, setText] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    const lacks = proof === 'receipt' && text.trim() === ''
    setMissing(lacks)
    if (!lacks) onMake({ move: 'deliver', needs: { proof, words: text } })
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      {place.proof ? (
        <p>{words.proofs[place.proof]}</p>
      ) : (
        <ChoiceList
          name="proof"
          kind="radio"
          label={words.deliverHow}
          chosen={[proof]}
          choices={PROOF_KINDS.map((value) => ({ value, label: words.proofs[value] }))}
          onChange={([chosen = proof]) => setProof(chosen)}
        />
      )}
      <TextAreaField
        name="words"
        label={proof === 'receipt' ? words.receipt : words.deliverWords}
        {...(proof === 'receipt' ? {} : { optional: words.optional })}
        fault={missing ? words.fillReceipt : undefined}
        hint={words.deliverHint}
        value={text}
        maxLength={500}
        rows={3}
        onChange={setText}
      />
      <div className="buttons">
        <Button kind="main" submit busy={busy}>
          {words.deliverNow}
        </Button>
        <Button onPress={onKeep}>{words.keep}</Button>
      </div>
    </form>
  )
}
