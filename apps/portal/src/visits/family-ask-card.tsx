import { call, newKey } from '@yimi/contract/client.ts'
import { answerFamilyAsk, type FamilyAsk } from '@yimi/contract/family-ask.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { faultOf, problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { useMessages } from '../words/use-messages.ts'
import { useVisitMessages } from '../words/use-visit-messages.ts'

/** What is said to the family before it answers, word by word; either answer is one press. */
export function FamilyAskCard({ ask, onDone }: { ask: FamilyAsk; onDone: () => void }) {
  const messages = useMessages()
  const words = useVisitMessages().reports
  const [childName, setChildName] = useState('')
  const [giver, setGiver] = useState('')
  const sending = useSending()
  function answer(wants: boolean) {
    const key = newKey()
    const body = wants
      ? { wants: true as const, giver, child: ask.childMissing && childName ? { name: childName } : null }
      : { wants: false as const }
    sending.send(() => call(answerFamilyAsk, { params: { id: ask.id }, body }, { key }), onDone)
  }
  return (
    <article className="card">
      <h3 className="card__title">{`${ask.personName} · ${ask.serviceName}`}</h3>
      <p>{ask.door}</p>
      {ask.consents.map((consent) => (
        <blockquote key={consent.purpose} className="words">
          {consent.words}
        </blockquote>
      ))}
      {ask.lacking ? <p>{ask.lacking}</p> : null}
      {ask.childMissing ? (
        <TextField
          name={`child-${ask.id}`}
          label={words.childName}
          fault={faultOf(sending.problem, 'child')}
          value={childName}
          maxLength={40}
          onChange={setChildName}
        />
      ) : null}
      {ask.guardian ? (
        <TextField
          name={`giver-${ask.id}`}
          label={words.giver}
          fault={faultOf(sending.problem, 'giver')}
          value={giver}
          maxLength={60}
          onChange={setGiver}
        />
      ) : null}
      <div className="buttons">
        {ask.lacking === '' ? (
          <Button kind="main" busy={sending.busy} onPress={() => answer(true)}>
            {words.yes}
          </Button>
        ) : null}
        <Button busy={sending.busy} onPress={() => answer(false)}>
          {words.no}
        </Button>
      </div>
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, messages)}</p>
        </Notice>
      ) : null}
    </article>
  )
}
