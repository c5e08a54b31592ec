import { call } from '@yimi/contract/client.ts'
import { listFamilyAsks } from '@yimi/contract/family-ask.ts'
import { listLifeEvents } from '@yimi/contract/life-event.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useAnswer } from '../calls/use-answer.ts'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import { FamilyAskCard } from './family-ask-card.tsx'
import { ReportedCard } from './reported-card.tsx'
import { StaffAsked } from './staff-asked.tsx'

/** For grid workers: what others reported, to be looked into; then families who may be asked. */
export function ReportsPage() {
  const words = useVisitMessages().reports
  const reports = useAnswer(askReports, never)
  const asks = useAnswer(askFamilies, never)
  const refresh = () => {
    reports.refresh()
    asks.refresh()
  }
  return (
    <Page title={words.title}>
      <ButtonLink kind="quiet" href={addressOf({ page: 'visits' })}>
        {words.toVisits}
      </ButtonLink>
      <StaffAsked answer={reports}>
        {({ items }) => (
          <>
            <p className="lead">{words.lead}</p>
            {items.length === 0 ? <EmptyState words={words.none} /> : null}
            {items.map((report) => (
              <ReportedCard key={report.id} report={report} onDone={refresh} />
            ))}
          </>
        )}
      </StaffAsked>
      {asks.value && asks.value.items.length > 0 ? (
        <section>
          <h2>{words.asks}</h2>
          <p className="lead">{words.asksLead}</p>
          {asks.value.items.map((ask) => (
            <FamilyAskCard key={ask.id} ask={ask} onDone={refresh} />
          ))}
        </section>
      ) : null}
    </Page>
  )
}

function askReports(signal: AbortSignal) {
  return call(listLifeEvents, { query: { state: 'reported', limit: 100 } }, { signal })
}

function askFamilies(signal: AbortSignal) {
  return call(listFamilyAsks, {}, { signal })
}

function never(): undefined {
  return undefined
}
