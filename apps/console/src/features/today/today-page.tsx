import { ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { FigureCards } from '../../components/figure-cards.tsx'
import { Page } from '../../components/page.tsx'
import { pageHref } from '../../components/page-href.ts'
import { QueryView } from '../../components/query-view.tsx'
import { dayOf, spokenDay, spokenTime, today } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useToday } from './today-api.ts'
import type { TodayItem } from './today-kinds.ts'

type Today = NonNullable<ReturnType<typeof useToday>['data']>

/** What waits for me, by clock, and the figures of my area. */
export function TodayPage() {
  const query = useToday()
  return (
    <Page title={M.today.title} lead={spokenDay(query.data ? dayOf(query.data.now) : today())}>
      <QueryView query={query}>
        {(data) => (
          <>
            <SetupNotice setup={data.setup} />
            <section aria-labelledby="waiting">
              <h2 id="waiting">{M.today.rows(data.rows.length)}</h2>
              {data.rows.length === 0 && <EmptyState words={M.today.nothing} />}
              <ul className="today">
                {data.rows.map((row) => (
                  <Row key={row.id} row={row} now={data.now} />
                ))}
              </ul>
            </section>
            <section aria-labelledby="figures">
              <h2 id="figures">{M.today.figures}</h2>
              <Figures figures={data.figures} />
            </section>
          </>
        )}
      </QueryView>
    </Page>
  )
}

/** What there is something of; the rest stands on the page of figures. */
function Figures({ figures }: { figures: Today['figures'] }) {
  const counted = figures.filter((figure) => figure.value !== 0)
  if (counted.length === 0) return <EmptyState words={M.today.noFigures} />
  return (
    <>
      <FigureCards figures={counted} />
      <p>
        <a href="#/figures">{M.today.allFigures}</a>
      </p>
    </>
  )
}

function Row({ row, now }: { row: TodayItem; now: string }) {
  return (
    <li className="card today__row">
      <div className="today__clock">
        <Clock row={row} now={now} />
      </div>
      <div className="today__words">
        <p className="today__kind">{M.today.kinds[row.kind]}</p>
        <h3>{row.title}</h3>
        {row.detail && <p>{row.detail}</p>}
      </div>
      <ButtonLink href={pageHref(row.link)}>{M.today.actions[row.kind]}</ButtonLink>
    </li>
  )
}

function Clock({ row, now }: { row: TodayItem; now: string }) {
  if (!row.dueAt) return <span>{M.today.noTime}</span>
  const overdue = row.kind !== 'broadcast' && row.dueAt < now
  return (
    <>
      <span className="today__time">{spokenTime(row.dueAt)}</span>
      {overdue && <StatusWord tone="attention" word={M.today.overdue} />}
    </>
  )
}

function SetupNotice({ setup }: { setup: Today['setup'] }) {
  if (!setup || setup.state === 'done') return null
  return (
    <Notice kind={setup.state === 'installing' ? 'info' : 'attention'} title={M.today.setup[setup.state]}>
      {setup.message && <p>{setup.message}</p>}
      {setup.packages.length > 0 && <p>{M.today.setupPackages(setup.packages.join('、'))}</p>}
    </Notice>
  )
}
