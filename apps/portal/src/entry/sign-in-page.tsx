import { call } from '@yimi/contract/client.ts'
import { askPhoneCode, givePhoneCode } from '@yimi/contract/phone-entry.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useEffect, useState } from 'react'
import { faultOf, problemWords } from '../calls/fault-words.ts'
import { type Sending, useSending } from '../calls/use-sending.ts'
import { type AfterSignIn, addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'

type Person = { id: string; name: string }
type Step = { at: 'phone' } | { at: 'code'; again: number } | { at: 'who'; code: string; people: Person[] }

/** Telephone number, code, and which of several people: one question a page. */
export function SignInPage(props: { to: AfterSignIn }) {
  const messages = useMessages()
  const words = messages.entry
  const [phone, setPhone] = useState('')
  const [step, setStep] = useState<Step>({ at: 'phone' })
  const sending = useSending()

  function askCode() {
    sending.send(
      () => call(askPhoneCode, { body: { phone } }),
      (answer) => setStep({ at: 'code', again: answer.againAfterSeconds }),
    )
  }
  function giveCode(code: string, personId?: string) {
    sending.send(
      () => call(givePhoneCode, { body: { phone, code, ...(personId ? { personId } : {}) } }),
      (answer) => {
        if (answer.step === 'choose') setStep({ at: 'who', code, people: answer.people })
        else window.location.hash = addressAfter(props.to)
      },
    )
  }

  return (
    <Page title={words.title}>
      {step.at === 'phone' ? <PhoneStep phone={phone} onPhone={setPhone} sending={sending} onAsk={askCode} /> : null}
      {step.at === 'code' ? (
        <CodeStep
          phone={phone}
          again={step.again}
          sending={sending}
          onCode={giveCode}
          onAgain={askCode}
          onOther={() => {
            sending.forget()
            setStep({ at: 'phone' })
          }}
        />
      ) : null}
      {step.at === 'who' ? (
        <WhoStep people={step.people} busy={sending.busy} onChoose={(id) => giveCode(step.code, id)} />
      ) : null}
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, messages)}</p>
        </Notice>
      ) : null}
      <p role="status">{sending.busy ? words.sending : ''}</p>
      <p className="lead">{words.help}</p>
      <p>{words.never}</p>
    </Page>
  )
}

function addressAfter(to: AfterSignIn): string {
  return addressOf(to === 'my' ? { page: 'my', part: 'all' } : { page: to, token: '' })
}

function PhoneStep(props: { phone: string; onPhone: (phone: string) => void; sending: Sending; onAsk: () => void }) {
  const words = useMessages().entry
  const [short, setShort] = useState(false)
  function submit(event: FormEvent) {
    event.preventDefault()
    const enough = props.phone.replace(/\D/g, '').length >= 11
    setShort(!enough)
    if (enough) props.onAsk()
  }
  return (
    <form onSubmit={submit} noValidate>
      <TextField
        name="phone"
        label={words.phone}
        hint={words.phoneHint}
        fault={(short ? words.fillPhone : undefined) ?? faultOf(props.sending.problem, 'phone')}
        value={props.phone}
        maxLength={20}
        inputMode="tel"
        autoComplete="tel"
        onChange={props.onPhone}
      />
      <Button kind="main" submit wide busy={props.sending.busy}>
        {words.send}
      </Button>
    </form>
  )
}

function CodeStep(props: {
  phone: string
  again: number
  sending: Sending
  onCode: (code: string) => void
  onAgain: () => void
  onOther: () => void
}) {
  const words = useMessages().entry
  const [code, setCode] = useState('')
  const [short, setShort] = useState(false)
  const [left, countAgain] = useSecondsLeft(props.again)
  function submit(event: FormEvent) {
    event.preventDefault()
    const enough = code.replace(/\D/g, '').length === 6
    setShort(!enough)
    if (enough) props.onCode(code)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Notice kind="info" title={words.codeSent(props.phone)} spoken />
      <TextField
        name="code"
        label={words.code}
        hint={words.codeHint}
        fault={short ? words.fillCode : undefined}
        value={code}
        maxLength={12}
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={setCode}
      />
      <div className="buttons">
        <Button kind="main" submit busy={props.sending.busy}>
          {words.signIn}
        </Button>
        <Button
          busy={left > 0 || props.sending.busy}
          onPress={() => {
            countAgain()
            props.onAgain()
          }}
        >
          {left > 0 ? words.againIn(left) : words.again}
        </Button>
        <Button kind="quiet" onPress={props.onOther}>
          {words.otherPhone}
        </Button>
      </div>
    </form>
  )
}

function WhoStep(props: { people: readonly Person[]; busy: boolean; onChoose: (id: string) => void }) {
  const words = useMessages().entry
  return (
    <section>
      <h2 className="heading">{words.who}</h2>
      <p>{words.whoLine}</p>
      {props.people.map((person) => (
        <p key={person.id}>
          <Button wide busy={props.busy} onPress={() => props.onChoose(person.id)}>
            {person.name}
          </Button>
        </p>
      ))}
    </section>
  )
}

/** Counts down from `seconds`, once now and again whenever asked to. */
function useSecondsLeft(seconds: number): [number, () => void] {
  const [until, setUntil] = useState(() => Date.now() + seconds * 1_000)
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const look = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1_000)))
    look()
    const timer = setInterval(look, 1_000)
    return () => clearInterval(timer)
  }, [until])
  return [left, () => setUntil(Date.now() + seconds * 1_000)]
}
