import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Page } from '../shell/page.tsx'
import { usePortalHome } from '../shell/portal-home.ts'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { type AskDraft, NO_DRAFT, tokenOf } from './ask-draft.ts'
import { AskSteps } from './ask-steps.tsx'
import type { AskReceipt } from './asking.ts'
import { NumberPage } from './number-page.tsx'
import { sendByCard } from './send-by-card.ts'
import { TelephoneButton } from './telephone-button.tsx'

/** The screen in a station's hall: a card is scanned, the number is shown, and the next person finds nothing of it. */
export function KioskPage() {
  const [token, setToken] = useState('')
  // Held in memory alone: this screen is everybody's.
  const [draft, setDraft] = useState<AskDraft>(NO_DRAFT)
  const [receipt, setReceipt] = useState<AskReceipt>()
  const words = useHelpMessages().kiosk

  function begin() {
    setToken('')
    setDraft(NO_DRAFT)
    setReceipt(undefined)
  }
  if (receipt?.number)
    return (
      <NumberPage receipt={{ ...receipt, number: receipt.number }} onAnother={() => setReceipt(undefined)}>
        <Button kind="main" onPress={begin}>
          {words.done}
        </Button>
      </NumberPage>
    )
  if (token === '') return <ScanPage onToken={setToken} />
  return (
    <AskSteps
      draft={draft}
      change={(part) => setDraft((before) => ({ ...before, ...part }))}
      askers={[]}
      submit={(wish, _forWhom, key) => sendByCard(token, 'kiosk', wish, key)}
      onDone={setReceipt}
    />
  )
}

/** A scanner at the cable types the code and presses enter: the field waits for it. */
function ScanPage(props: { onToken: (token: string) => void }) {
  const words = useHelpMessages()
  const telephone = usePortalHome().value?.telephone
  const [scanned, setScanned] = useState('')
  const [missed, setMissed] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const field = form.current?.querySelector('input')
    if (!field) return
    const wait = () => field.focus({ preventScroll: true })
    wait()
    // Whoever touches the screen elsewhere must not take the scanner's words away.
    document.addEventListener('click', wait)
    return () => document.removeEventListener('click', wait)
  }, [])

  function read(event: FormEvent) {
    event.preventDefault()
    const token = tokenOf(scanned)
    setScanned('')
    setMissed(token.length < 8)
    if (token.length >= 8) props.onToken(token)
  }
  return (
    <Page title={words.kiosk.title}>
      <p className="lead">{words.kiosk.line}</p>
      <form onSubmit={read} noValidate ref={form} autoComplete="off">
        <TextField
          name="scanned"
          label={words.kiosk.field}
          hint={words.kiosk.fieldHint}
          fault={missed ? words.kiosk.fill : undefined}
          value={scanned}
          maxLength={500}
          autoCapitalize="none"
          onChange={setScanned}
        />
        <Button kind="main" submit wide>
          {words.kiosk.go}
        </Button>
      </form>
      <section>
        <h2 className="heading">{words.kiosk.noCard}</h2>
        <p>{words.kiosk.noCardLine}</p>
        {telephone ? <TelephoneButton number={telephone} words={words.ask.callUs(telephone)} /> : null}
      </section>
    </Page>
  )
}
