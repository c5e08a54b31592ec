import {
  type AskedBase,
  type getNeedStatistics,
  NEED_DIVISIONS,
  type NeedCounts,
  type NeedDivision,
} from '@yimi/contract/need-statistics.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { Facts } from '../../components/facts.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { NeedLinks } from './need-tabs.tsx'
import { useNeedStatistics } from './needs-api.ts'

const W = M.needs.statistics
type Answer = RouteAnswer<typeof getNeedStatistics>
type Row = Answer['rows'][number]
/** How a column narrows the list; what is over opens none. */
const SHOWS: Readonly<Record<keyof NeedCounts, string | null | undefined>> = {
  heard: undefined,
  open: 'open',
  takenUp: 'taken-up',
  met: 'met',
  referred: 'referred',
  unmet: 'unmet',
  over: null,
}
const COLUMNS: readonly (keyof NeedCounts)[] = ['heard', 'open', 'takenUp', 'met', 'referred', 'unmet', 'over']

/** Exact counts; each opens the list that it counted, for those who may open the needs. */
export function NeedStatisticsPage() {
  const [by, setBy] = useState<NeedDivision>('class')
  const [from, setFrom] = useState(`${today().slice(0, 4)}-01-01`)
  const [until, setUntil] = useState(today())
  const statistics = useNeedStatistics({ by, from, until })
  const columns = useColumns(by)
  return (
    <Page
      title={W.title}
      lead={W.lead}
      back={{ href: '#/needs', words: M.needs.back }}
      actions={<NeedLinks here="statistics" />}
    >
      <div className="period-fields">
        <DayField label={W.from} value={from} onPick={setFrom} />
        <DayField label={W.until} value={until} onPick={setUntil} />
      </div>
      <fieldset className="chips">
        <legend className="unseen">{W.by}</legend>
        {NEED_DIVISIONS.map((value) => (
          <Button key={value} pressed={by === value} onPress={() => setBy(value)}>
            {W.divisions[value]}
          </Button>
        ))}
      </fieldset>
      <QueryView query={statistics}>
        {(data) => (
          <>
            <Base base={data.base} />
            {data.total.heard === 0 ? (
              <EmptyState words={W.nothing} />
            ) : (
              <>
                <p className="quiet">{W.unitWord}</p>
                <Records
                  caption={W.title}
                  rows={[...data.rows, { ...data.total, key: 'total', label: W.total, opens: { from, until } }]}
                  columns={columns}
                  rowKey={(row) => row.key || 'none'}
                />
              </>
            )}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Base({ base }: { base: Answer['base'] }) {
  const asked = base.asked.map((one: AskedBase) => [one.label, W.asked(one.asked, one.answered, one.unanswered)])
  return (
    <section className="card" aria-labelledby="needs-base">
      <h2 id="needs-base">{W.base}</h2>
      <Facts facts={[[W.residents, W.people(base.residents)], [W.households, W.doors(base.households)], ...asked]} />
      {asked.length === 0 && <p className="quiet">{W.noAsked}</p>}
    </section>
  )
}

function useColumns(by: NeedDivision): Column<Row>[] {
  const mayOpen = useMay('need.read')
  return [
    { key: 'label', title: W.divisions[by], head: true, cell: (row) => <strong>{row.label}</strong> },
    ...COLUMNS.map(
      (name): Column<Row> => ({
        key: name,
        title: W.counts[name],
        figure: true,
        cell: (row) => {
          const show = SHOWS[name]
          if (!mayOpen || show === null || row[name] === 0) return row[name]
          const search = new URLSearchParams({ ...row.opens, ...(show ? { show } : {}) })
          return (
            <a href={`#/needs?${search.toString()}`} aria-label={W.opens(row.label, W.counts[name], row[name])}>
              {row[name]}
            </a>
          )
        },
      }),
    ),
  ]
}
