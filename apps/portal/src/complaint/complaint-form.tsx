import { call } from '@yimi/contract/client.ts'
import { submitComplaint } from '@yimi/contract/complaint.ts'
import { listPublicOrganisations } from '@yimi/contract/public.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField, TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, type ReactNode, useMemo, useState } from 'react'
import { faultOf, problemWords } from '../calls/fault-words.ts'
import { keyFor } from '../calls/send-kept.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { useElderMode } from '../reading/reading-settings.ts'
import { addressOf } from '../routing/place.ts'
import { useMessages } from '../words/use-messages.ts'
import type { ComplaintDraft, KeptComplaint } from './kept-complaint.ts'
import { unitChoices } from './unit-choices.ts'

/** As the contract has it. */
const MOST_WORDS = 2000
const MOST_CONTACT = 60

type Props = { kept: KeptComplaint; onChange: (change: Partial<KeptComplaint>) => void }

/** All fields at once, or one a screen in elder mode. */
export function ComplaintForm(props: Props) {
  const messages = useMessages()
  const words = messages.complaint
  const elder = useElderMode()
  const [step, setStep] = useState(0)
  const [tooShort, setTooShort] = useState(false)
  const sending = useSending()
  const { draft } = props.kept
  const change = (part: Partial<ComplaintDraft>) => props.onChange({ draft: { ...draft, ...part } })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (draft.words.trim().length < 2) {
      setTooShort(true)
      setStep(0)
      return
    }
    setTooShort(false)
    if (elder && step < fields.length - 1) setStep(step + 1)
    else sendDraft()
  }

  function sendDraft() {
    const body = {
      words: draft.words,
      aboutOrgId: draft.aboutOrgId || null,
      contact: draft.contact,
      orderNumber: draft.orderNumber,
      page: addressOf({ page: 'complaint', order: '' }),
    }
    const sent = keyFor(body, props.kept.sent)
    props.onChange({ sent })
    sending.send(
      () => call(submitComplaint, { body }, { key: sent.key }),
      (receipt) =>
        props.onChange({
          receipt,
          draft: { words: '', aboutOrgId: '', contact: '', orderNumber: '' },
          sent: undefined,
        }),
    )
  }

  const wordsFault = (tooShort ? words.tooShort : undefined) ?? faultOf(sending.problem, 'words')
  const contactFault = faultOf(sending.problem, 'contact')
  const fields: ReactNode[] = [
    <TextAreaField
      key="words"
      name="words"
      label={words.words}
      hint={words.wordsHint}
      fault={wordsFault}
      value={draft.words}
      maxLength={MOST_WORDS}
      count={words.count(draft.words.length, MOST_WORDS)}
      onChange={(text) => change({ words: text })}
    />,
    <UnitField key="unit" value={draft.aboutOrgId} onChange={(aboutOrgId) => change({ aboutOrgId })} />,
    <TextField
      key="contact"
      name="contact"
      label={words.contact}
      optional={words.optional}
      hint={words.contactHint}
      fault={contactFault}
      value={draft.contact}
      maxLength={MOST_CONTACT}
      onChange={(contact) => change({ contact })}
    />,
  ]
  const last = !elder || step === fields.length - 1
  return (
    <form onSubmit={submit} noValidate>
      {elder ? <p role="status">{words.step(step + 1, fields.length)}</p> : null}
      {draft.orderNumber ? (
        <Notice kind="info" title={words.aboutOrder(draft.orderNumber)}>
          <p>{words.aboutOrderHint}</p>
          <Button onPress={() => change({ orderNumber: '' })}>{words.leaveOrderOut}</Button>
        </Notice>
      ) : null}
      {elder ? fields[step] : fields}
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, messages)}</p>
          <p>{words.kept}</p>
        </Notice>
      ) : null}
      <p role="status">{sending.busy ? words.sending : ''}</p>
      <div className="buttons">
        <Button kind="main" submit busy={sending.busy}>
          {last ? words.send : words.next}
        </Button>
        {elder && step > 0 ? <Button onPress={() => setStep(step - 1)}>{words.back}</Button> : null}
      </div>
    </form>
  )
}

function UnitField(props: { value: string; onChange: (value: string) => void }) {
  const words = useMessages().complaint
  const { value: units, problem } = useAnswer(askUnits, once)
  const choices = useMemo(() => unitChoices(units?.items ?? []), [units])
  const fallback = problem && !units ? { hint: words.unitsLost } : {}
  return (
    <SelectField
      name="about"
      label={words.about}
      optional={words.optional}
      {...fallback}
      value={props.value}
      onChange={props.onChange}
      choices={[{ value: '', label: words.noUnit }, ...choices]}
    />
  )
}

function askUnits(signal: AbortSignal) {
  return call(listPublicOrganisations, {}, { signal })
}

function once() {
  return undefined
}
