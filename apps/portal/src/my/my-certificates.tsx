import { call } from '@yimi/contract/client.ts'
import { makeMyCertificate } from '@yimi/contract/hour-certificate.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Field } from '@yimi/ui/field.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { keyFor, type SentUnder } from '../calls/send-kept.ts'
import { useSending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { useMessages } from '../words/use-messages.ts'
import { PrintCertificate } from './print-certificate.tsx'
import type { MyCertificate } from './use-my-service.ts'

/** Makes a certificate of a period, and shows those that were made, to be printed. */
export function MyCertificates(props: { items: readonly MyCertificate[]; onChange: () => void }) {
  const words = useMessages().service.certificates
  return (
    <>
      <p className="lead">{words.lead}</p>
      <MakeForm onDone={props.onChange} />
      {props.items.length === 0 ? <EmptyState words={words.none} /> : null}
      {props.items.map((one) => (
        <CertificateCard key={one.id} certificate={one} />
      ))}
    </>
  )
}

function MakeForm(props: { onDone: () => void }) {
  const all = useMessages()
  const words = all.service.certificates
  const today = shanghaiDay(new Date())
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [until, setUntil] = useState(today)
  const [sent, setSent] = useState<SentUnder>()
  const sending = useSending()
  function make(event: FormEvent) {
    event.preventDefault()
    const body = { from, until }
    const under = keyFor(body, sent)
    sending.send(
      () => call(makeMyCertificate, { body }, { key: under.key }),
      () => {
        setSent(undefined)
        props.onDone()
      },
    )
    setSent(under)
  }
  return (
    <form className="card" onSubmit={make} noValidate>
      <DayField label={words.from} value={from} onDay={setFrom} />
      <DayField label={words.until} value={until} onDay={setUntil} />
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{sending.problem.faults?.[0]?.message ?? problemWords(sending.problem, all)}</p>
        </Notice>
      ) : null}
      <p role="status">{sending.busy ? words.making : ''}</p>
      <Button kind="main" submit busy={sending.busy}>
        {words.make}
      </Button>
    </form>
  )
}

function DayField(props: { label: string; value: string; onDay: (day: string) => void }) {
  return (
    <Field label={props.label}>
      {(control) => (
        <input
          {...control}
          className="y-input"
          type="date"
          required
          value={props.value}
          onChange={(event) => event.target.value && props.onDay(event.target.value)}
        />
      )}
    </Field>
  )
}

function CertificateCard({ certificate }: { certificate: MyCertificate }) {
  const all = useMessages().service
  const words = all.certificates
  return (
    <article className="card certificate">
      <h2 className="card__title">{words.title}</h2>
      {certificate.revokedAt ? <Notice kind="attention" title={words.revoked} /> : null}
      <dl className="facts">
        <Fact name={words.number}>
          <strong>{certificate.number}</strong>
        </Fact>
        <Fact name={words.name}>{certificate.name}</Fact>
        <Fact name={words.volunteer}>{certificate.volunteerNumber}</Fact>
        <Fact name={words.period}>{words.periodWords(certificate.from, certificate.until)}</Fact>
        <Fact name={words.total}>{all.hours.hours(certificate.minutes)}</Fact>
        <Fact name={words.content}>
          {certificate.lines.map((line) => (
            <span key={line.content} className="certificate__line">
              {words.line(line.content, line.times, all.hours.hours(line.minutes))}
            </span>
          ))}
        </Fact>
        <Fact name={words.issuer}>{certificate.orgName}</Fact>
        <Fact name={words.handler}>{certificate.handler || words.bySelf}</Fact>
        <Fact name={words.issuedOn}>{shanghaiDay(new Date(certificate.issuedAt))}</Fact>
      </dl>
      {certificate.revokedAt ? null : (
        <>
          <QrPicture rows={certificate.qr} label={words.qr} />
          <p>{words.qr}</p>
          <PrintCertificate id={certificate.id} number={certificate.number} />
        </>
      )}
    </article>
  )
}

/** White all around it, as readers need it. */
function QrPicture({ rows, label }: { rows: readonly string[]; label: string }) {
  const dark = rows
    .map((row, y) => [...row].map((cell, x) => (cell === '1' ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('')
  return (
    <svg
      className="certificate__qr"
      viewBox={`-4 -4 ${rows.length + 8} ${rows.length + 8}`}
      role="img"
      aria-label={label}
    >
      <path d={dark} />
    </svg>
  )
}

function shanghaiDay(instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(instant)
}
