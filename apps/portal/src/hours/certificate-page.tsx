import { call } from '@yimi/contract/client.ts'
import { checkCertificate } from '@yimi/contract/hour-certificate.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'

type Answer = RouteAnswer<typeof checkCertificate>

/** The number of a certificate in; whether it is valid, and the least that tells it from a false one, out. */
export function CertificatePage(props: { number: string }) {
  const messages = useMessages()
  const words = messages.service.certificate
  const [number, setNumber] = useState(props.number)
  const [empty, setEmpty] = useState(false)
  const [answer, setAnswer] = useState<Answer>()
  const sending = useSending()
  const ask = (asked: string) => {
    setAnswer(undefined)
    sending.send(() => call(checkCertificate, { params: { number: asked } }), setAnswer)
  }
  // Whoever scanned the code has typed nothing: looked up at once, and once.
  const asked = useRef(false)
  useEffect(() => {
    if (props.number === '' || asked.current) return
    asked.current = true
    ask(props.number)
  })

  function look(event: FormEvent) {
    event.preventDefault()
    const typed = number.trim()
    setEmpty(typed === '')
    if (typed !== '') ask(typed)
  }

  return (
    <Page title={words.title}>
      <p className="lead">{words.lead}</p>
      <form onSubmit={look} noValidate>
        <TextField
          name="number"
          label={words.number}
          hint={words.numberHint}
          fault={empty ? words.fill : undefined}
          value={number}
          maxLength={40}
          autoCapitalize="characters"
          onChange={setNumber}
        />
        <p role="status">{sending.busy ? words.looking : ''}</p>
        <Button kind="main" submit wide busy={sending.busy}>
          {words.look}
        </Button>
      </form>
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, messages)}</p>
        </Notice>
      ) : null}
      {answer ? <Result answer={answer} /> : null}
    </Page>
  )
}

function Result({ answer }: { answer: Answer }) {
  const all = useMessages().service
  const words = all.certificate
  if (answer.result !== 'valid')
    return (
      <Notice kind="attention" title={words[answer.result]} spoken>
        <p>{answer.result === 'revoked' ? words.revokedLine : words.unknownLine}</p>
      </Notice>
    )
  return (
    <>
      <Notice kind="done" title={words.valid} spoken>
        <p>{words.validLine}</p>
      </Notice>
      <dl className="facts card">
        <Fact name={words.name}>{answer.nameMasked}</Fact>
        <Fact name={words.unit}>{answer.orgName}</Fact>
        <Fact name={words.period}>{all.certificates.periodWords(answer.from ?? '', answer.until ?? '')}</Fact>
        <Fact name={words.total}>{all.hours.hours(answer.minutes)}</Fact>
        <Fact name={words.issuedOn}>{answer.issuedOn}</Fact>
      </dl>
    </>
  )
}
