import { getRouteApi, useSearch } from '@tanstack/react-router'
import type { FigureValue } from '@yimi/contract/figure.ts'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { shownAmount, shownUnit } from '../../components/figure-words.ts'
import { Page } from '../../components/page.tsx'
import { pageHref } from '../../components/page-href.ts'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { type FigurePeriod, useFigure } from './figures-api.ts'

const route = getRouteApi('/figures/$name')

/** One figure with what it means and the records that it counted. */
export function FigurePage() {
  const { name } = route.useParams()
  const [offset, setOffset] = useState(0)
  const query = useFigure(name, periodIn(useSearch({ strict: false })), offset)
  return (
    <Page title={query.data?.figure.label ?? M.figures.title} back={{ href: '#/figures', words: M.figures.title }}>
      <QueryView query={query}>
        {(data) => (
          <>
            <FigureFacts figure={data.figure} />
            <h2>{M.figures.records}</h2>
            <Count total={data.total} />
            {data.items.length === 0 ? (
              <EmptyState words={M.figures.noRecords} />
            ) : (
              <Records
                caption={M.figures.records}
                rows={data.items}
                rowKey={(row) => row.id}
                columns={[
                  {
                    key: 'label',
                    title: M.figures.record,
                    head: true,
                    cell: (row) => (row.link ? <a href={pageHref(row.link)}>{row.label}</a> : row.label),
                  },
                  { key: 'on', title: M.figures.on, cell: (row) => (row.on ? dayTime(row.on) : '') },
                  ...(data.items[0]?.amount === undefined ? [] : [amountColumn(data.figure.unit)]),
                ]}
              />
            )}
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

/** As the address that led here names it. */
function periodIn(search: Readonly<Record<string, unknown>>): FigurePeriod {
  const named = ['from', 'until', 'orgId'].filter((name) => typeof search[name] === 'string')
  return Object.fromEntries(named.map((name) => [name, search[name]]))
}

/** What each record adds to a figure that is a sum. */
function amountColumn(unit: string): Column<{ amount?: number | undefined }> {
  return {
    key: 'amount',
    title: shownUnit(unit),
    figure: true,
    cell: (row) => (row.amount === undefined ? '' : shownAmount(row.amount, unit)),
  }
}

function FigureFacts({ figure }: { figure: FigureValue }) {
  const period = [figure.from, figure.until].filter(Boolean).join(' – ')
  return (
    <div className="card figure-facts">
      <p className="figures__value">
        {shownAmount(figure.value, figure.unit)}
        <span className="figures__unit">{shownUnit(figure.unit)}</span>
      </p>
      <dl className="facts">
        <div>
          <dt>{M.figures.definition}</dt>
          <dd>{figure.definition}</dd>
        </div>
        <div>
          <dt>{M.figures.period}</dt>
          <dd>{period || M.figures.wholeTime}</dd>
        </div>
        <div>
          <dt>{M.figures.on}</dt>
          <dd>{M.figures.asOf(dayTime(figure.asOf))}</dd>
        </div>
      </dl>
    </div>
  )
}
