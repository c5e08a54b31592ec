import { call } from '@yimi/contract/client.ts'
import { INCIDENT_KINDS, type IncidentKind, reportIncident } from '@yimi/contract/incident.ts'
import { INCIDENT_KIND_LABELS } from '@yimi/contract/labels.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, type ReactNode, useContext, useState } from 'react'
import { faultOf, problemWords } from '../calls/fault-words.ts'
import { keyFor, type SentUnder } from '../calls/send-kept.ts'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { useElderMode } from '../reading/reading-settings.ts'
import { Page } from '../shell/page.tsx'
import { ChoiceList } from '../steps/choice-list.tsx'
import { UnitPick } from '../steps/unit-field.tsx'
import { useKeptDraft } from '../steps/use-kept-draft.ts'
import { Moment } from '../words/moment.tsx'
import { LanguageContext, useMessages } from '../words/use-messages.ts'

type Receipt = RouteAnswer<typeof reportIncident>
const EMPTY = { kind: '', words: '', unit: '', contact: '' }

/** Anybody reports, with no account; who is in danger is sent to the emergency numbers first. */
export function IncidentPage() {
  const words = useMessages().incident
  const [receipt, setReceipt] = useState<Receipt>()
  return (
    <Page title={words.title}>
      <EmergencyNumbers />
      {receipt ? (
        <ReceiptCard receipt={receipt} onAnother={() => setReceipt(undefined)} />
      ) : (
        <>
          <p className="lead">{words.lead}</p>
          <IncidentForm onDone={setReceipt} />
        </>
      )}
    </Page>
  )
}

function EmergencyNumbers() {
  const words = useMessages().incident
  return (
    <Notice kind="attention" title={words.danger}>
      <div className="buttons">
        {(['120', '110', '119'] as const).map((number) => (
          <a key={number} className="y-button" href={`tel:${number}`}>
            {words[`call${number}`]}
          </a>
        ))}
      </div>
    </Notice>
  )
}

function IncidentForm(props: { onDone: (receipt: Receipt) => void }) {
  const messages = useMessages()
  const words = messages.incident
  const elder = useElderMode()
  const language = useContext(LanguageContext)
  const [draft, change] = useKeptDraft('yimi.incident', EMPTY)
  const [sent, setSent] = useState<SentUnder>()
  const [step, setStep] = useState(0)
  const [tried, setTried] = useState(false)
  const sending = useSending()

  const kindFault = tried && draft.kind === '' ? words.chooseKind : undefined
  const wordsFault =
    (tried && draft.words.trim().length < 2 ? words.tooShort : undefined) ?? faultOf(sending.problem, 'words')
  const fields: ReactNode[] = [
    <ChoiceList
      key="kind"
      name="kind"
      kind="radio"
      label={words.kind}
      fault={kindFault}
      chosen={[draft.kind]}
      choices={INCIDENT_KINDS.map((kind) => ({ value: kind, label: INCIDENT_KIND_LABELS[kind][language] }))}
      onChange={([kind = '']) => change({ kind })}
    />,
    <TextAreaField
      key="words"
      name="words"
      label={words.words}
      hint={words.wordsHint}
      fault={wordsFault}
      value={draft.words}
      maxLength={2000}
      onChange={(text) => change({ words: text })}
    />,
    <UnitPick
      key="unit"
      label={words.about}
      optional={words.optional}
      none={words.noUnit}
      value={draft.unit}
      onChange={(unit) => change({ unit })}
    />,
    <TextField
      key="contact"
      name="contact"
      label={words.contact}
      optional={words.optional}
      hint={words.contactHint}
      fault={faultOf(sending.problem, 'contact')}
      value={draft.contact}
      maxLength={60}
      inputMode="tel"
      onChange={(contact) => change({ contact })}
    />,
  ]
  const last = !elder || step === fields.length - 1

  function submit(event: FormEvent) {
    event.preventDefault()
    const faulty = draft.kind === '' ? 0 : draft.words.trim().length < 2 ? 1 : undefined
    const stopped = faulty !== undefined && (last || faulty <= step)
    setTried(stopped)
    if (stopped) return setStep(faulty)
    if (!last) return setStep(step + 1)
    const body = {
      kind: draft.kind as IncidentKind,
      words: draft.words,
      aboutOrgId: draft.unit || null,
      contact: draft.contact,
    }
    const under = keyFor(body, sent)
    setSent(under)
    sending.send(
      () => call(reportIncident, { body }, { key: under.key }),
      (receipt) => {
        change(EMPTY)
        props.onDone(receipt)
      },
    )
  }

  return (
    <form onSubmit={submit} noValidate>
      {elder ? <p role="status">{words.step(step + 1, fields.length)}</p> : null}
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

function ReceiptCard(props: { receipt: Receipt; onAnother: () => void }) {
  const words = useMessages().incident
  return (
    <>
      <Notice kind="done" title={words.done} spoken>
        <p>{words.doneLine}</p>
      </Notice>
      <dl className="facts card receipt">
        <Fact name={words.number}>
          <strong className="receipt__code">{props.receipt.number}</strong>
        </Fact>
        <Fact name={words.due}>
          <Moment at={props.receipt.dueAt} />
        </Fact>
      </dl>
      <Button onPress={props.onAnother}>{words.another}</Button>
    </>
  )
}
