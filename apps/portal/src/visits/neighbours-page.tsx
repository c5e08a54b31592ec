import { call } from '@yimi/contract/client.ts'
import { listMyNeighbours, listMyReports } from '@yimi/contract/life-event.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { useAnswer } from '../calls/use-answer.ts'
import { Page } from '../shell/page.tsx'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import { MyReportCard } from './my-report-card.tsx'
import { ReportButtons } from './report-buttons.tsx'
import { StaffAsked } from './staff-asked.tsx'

type Neighbour = RouteAnswer<typeof listMyNeighbours>['items'][number]

/** For entrance stewards: who, then what, and it is reported; details may come later. */
export function NeighboursPage() {
  const words = useVisitMessages().neighbours
  const neighbours = useAnswer(askNeighbours, never)
  const reports = useAnswer(askReports, renew)
  return (
    <Page title={words.title}>
      <p className="lead">{words.lead}</p>
      <StaffAsked answer={neighbours}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState words={words.none} />
          ) : (
            <Neighbours items={items} onReported={reports.refresh} />
          )
        }
      </StaffAsked>
      {reports.value && reports.value.items.length > 0 ? (
        <section>
          <h2>{words.mine}</h2>
          {reports.value.items.map((report) => (
            <MyReportCard key={report.id} report={report} onChange={reports.refresh} />
          ))}
        </section>
      ) : null}
    </Page>
  )
}

function Neighbours({ items, onReported }: { items: readonly Neighbour[]; onReported: () => void }) {
  const [openId, setOpenId] = useState<string>()
  return (
    <ul className="visit-doors">
      {items.map((one) => {
        const open = openId === one.personId
        return (
          <li key={one.personId} className={open ? 'card visit-door visit-door--open' : 'visit-door'}>
            <button
              type="button"
              className="visit-door__row"
              aria-expanded={open}
              onClick={() => setOpenId(open ? undefined : one.personId)}
            >
              <span>{one.door}</span> <strong>{one.name}</strong>
            </button>
            {open ? <ReportButtons personId={one.personId} onReported={onReported} /> : null}
          </li>
        )
      })}
    </ul>
  )
}

function askNeighbours(signal: AbortSignal) {
  return call(listMyNeighbours, {}, { signal })
}

function askReports(signal: AbortSignal) {
  return call(listMyReports, {}, { signal })
}

const RENEW_MS = 60_000

function renew(): number {
  return RENEW_MS
}

function never(): undefined {
  return undefined
}
