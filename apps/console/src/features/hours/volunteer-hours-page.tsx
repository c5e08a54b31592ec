import { getRouteApi } from '@tanstack/react-router'
import type { HourCertificate } from '@yimi/contract/hour-certificate.ts'
import type { HourEntry, WaitingHours } from '@yimi/contract/hours.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count, PAGE_SIZE, Pager } from '../../components/pager.tsx'
import { PrintPaper } from '../../components/print-paper.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { clock, dayOf } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { CertifyDialog } from './certify-dialog.tsx'
import { printOf, useHourActs, useVolunteerHours } from './hours-api.ts'

const route = getRouteApi('/hours/$id')

/** Entries of one volunteer, what waits, and what was certified. No star: that is the volunteer's own. */
export function VolunteerHoursPage() {
  const { id } = route.useParams()
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<'certify' | HourEntry>()
  const hours = useVolunteerHours(id, { offset, limit: PAGE_SIZE })
  const mayCertify = useMay('hours.certify')
  const close = () => setOpen(undefined)
  return (
    <Page
      title={hours.data?.name || hours.data?.volunteerNumber || M.hours.title}
      lead={hours.data && `${hours.data.volunteerNumber} · ${M.hours.total(hours.data.minutes)}`}
      back={{ href: '#/hours', words: M.hours.back }}
      actions={
        mayCertify && (
          <Button kind="main" onPress={() => setOpen('certify')}>
            {M.hours.certify}
          </Button>
        )
      }
    >
      <QueryView query={hours}>
        {(data) => (
          <>
            {data.waiting.length > 0 && <Waiting items={data.waiting} />}
            <h2>{M.hours.entries}</h2>
            {data.total === 0 ? (
              <EmptyState words={M.hours.noEntries} />
            ) : (
              <>
                <Count total={data.total} />
                <Records
                  caption={M.hours.entries}
                  rows={data.items}
                  columns={entryColumns(setOpen)}
                  rowKey={(row) => row.id}
                />
                <Pager offset={offset} total={data.total} onOffset={setOffset} />
              </>
            )}
            <h2>{M.hours.certificates}</h2>
            <Certificates items={data.certificates} />
            {mayCertify && data.certificates.some((one) => one.revokedAt === null) && (
              <PrintPaper words={M.print.certificates} make={() => printOf(id)} />
            )}
          </>
        )}
      </QueryView>
      {open === 'certify' && <CertifyDialog id={id} onClose={close} />}
      {typeof open === 'object' && <ReverseDialog entry={open} onClose={close} />}
    </Page>
  )
}

function ReverseDialog({ entry, onClose }: { entry: HourEntry; onClose: () => void }) {
  const acts = useHourActs()
  return (
    <ReasonDialog
      title={M.hours.reverseTitle}
      submitWords={M.hours.reverse}
      hint={M.hours.reverseHint}
      maxLength={200}
      onSubmit={(reason, key) => acts.reverse(entry.id, reason, key)}
      onClose={onClose}
    />
  )
}

function Waiting({ items }: { items: readonly WaitingHours[] }) {
  return (
    <>
      <h2>{M.hours.waiting}</h2>
      <ul className="lines">
        {items.map((one) => (
          <li key={one.id}>
            <span>
              {one.day} {one.content} {M.hours.hours(one.minutes)}{' '}
              {one.reasons.map((reason) => M.hours.reasons[reason]).join('；')}
            </span>
            <StatusWord tone="waiting" word={one.kind === 'held' ? M.hours.waitingHeld : M.hours.waitingLate} />
          </li>
        ))}
      </ul>
    </>
  )
}

function entryColumns(onReverse: (entry: HourEntry) => void): Column<HourEntry>[] {
  return [
    { key: 'day', title: M.hours.time, cell: (row) => `${row.day} ${clock(row.from)}–${clock(row.until)}` },
    {
      key: 'what',
      title: M.hours.what,
      head: true,
      cell: (row) => (
        <>
          <strong>{row.content}</strong> <span className="second">{M.hours.sources[row.source]}</span>
        </>
      ),
    },
    { key: 'place', title: M.hours.place, cell: (row) => row.place || '—' },
    { key: 'counted', title: M.hours.counted, figure: true, cell: (row) => M.hours.minutes(row.minutesCounted) },
    {
      key: 'state',
      title: M.hours.state,
      cell: (row) => (
        <>
          {row.reversal && <StatusWord tone="attention" word={M.hours.reversal} />}
          {row.reversed && <StatusWord tone="quiet" word={M.hours.reversed} />}
          {row.flags.map((flag) => (
            <StatusWord key={flag} tone="attention" word={M.hours.flags[flag]} />
          ))}
          {row.reason}
        </>
      ),
    },
    { key: 'by', title: M.hours.recorded, cell: (row) => M.hours.enteredBy(row.recordedBy, dayOf(row.recordedAt)) },
    {
      key: 'acts',
      title: M.hours.acts,
      cell: (row) => (row.mayReverse ? <Button onPress={() => onReverse(row)}>{M.hours.reverse}</Button> : '—'),
    },
  ]
}

function Certificates({ items }: { items: readonly HourCertificate[] }) {
  if (items.length === 0) return <EmptyState words={M.hours.noCertificates} />
  return (
    <ul className="lines">
      {items.map((one) => (
        <li key={one.id}>
          <span>
            <a href={`/#/certificate/${one.number}`}>{one.number}</a> {M.hours.period(one.from, one.until)}{' '}
            {M.hours.hours(one.minutes)} {one.handler ? `${M.hours.handler} ${one.handler}` : M.hours.bySelf}
          </span>
          <StatusWord tone={one.revokedAt ? 'failed' : 'done'} word={one.revokedAt ? M.hours.revoked : M.hours.valid} />
        </li>
      ))}
    </ul>
  )
}
