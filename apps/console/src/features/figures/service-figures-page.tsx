import { FIGURE_DIVISIONS, type FigureDivision, type FigureValue } from '@yimi/contract/figure.ts'
import { EmptyState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { type Column, Records } from '../../components/records.tsx'
import { today } from '../../components/shanghai-time.ts'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { DividedFigures } from './divided-figures.tsx'
import { type FigurePeriod, useFiguresOf } from './figures-api.ts'
import { type Month, monthsUntil } from './months.ts'

const NAMES = 'orders-submitted,orders-delivered,order-visits,order-persons-served'
const MONTHS = 6
const W = M.figures.services
type Row = { month: Month; values: FigureValue[] }

/** Orders month by month, or one month by item, grid or team, for one unit or the whole area; every number opens its list. */
export function ServiceFiguresPage() {
  const [orgId, setOrgId] = useState<string | null>(null)
  const [by, setBy] = useState<FigureDivision>()
  const organisations = useMyOrganisations()
  const narrowed = orgId ? { orgId } : {}
  return (
    <Page title={W.title} lead={W.lead} back={{ href: '#/figures', words: M.figures.title }}>
      {organisations.length > 1 && (
        <div className="narrow">
          <PickField
            label={M.act.organisation}
            clearable
            value={orgId}
            options={organisations.map((one) => ({ value: one.id, label: one.name }))}
            onPick={setOrgId}
          />
        </div>
      )}
      <FilterChips
        label={W.by}
        all={W.byMonth}
        choices={FIGURE_DIVISIONS.map((value) => ({ value, label: W.byKind[value] }))}
        value={by}
        onChoose={setBy}
      />
      {by ? <DividedFigures key={by} by={by} narrowed={narrowed} /> : <Months narrowed={narrowed} />}
    </Page>
  )
}

function Months({ narrowed }: { narrowed: FigurePeriod }) {
  const months = monthsUntil(today(), MONTHS)
  const figures = useFiguresOf(
    NAMES,
    months.map((month) => ({ ...month, ...narrowed })),
  )
  const rows = months.map((month, index): Row => ({ month, values: figures.values?.[index] ?? [] }))
  const columns = useColumns(rows[0]?.values ?? [], narrowed)
  if (figures.error) return <Notice kind="failed" title={problemWords(figures.error)} spoken />
  if (!figures.values) return <LoadingState words={M.state.loading} />
  if (columns.length === 1) return <EmptyState words={M.figures.nothing} />
  return <Records caption={W.title} rows={rows} columns={columns} rowKey={(row) => row.month.from} />
}

function useColumns(figures: readonly FigureValue[], narrowed: FigurePeriod): Column<Row>[] {
  const mayOpen = useMay('figure.open')
  return [
    { key: 'month', title: W.month, head: true, cell: (row) => <strong>{W.monthOf(row.month.from)}</strong> },
    ...figures.map(
      ({ name, label, unit }): Column<Row> => ({
        key: name,
        title: W.column(label, unit),
        figure: true,
        cell: ({ month, values }) => {
          const value = values.find((one) => one.name === name)?.value.toLocaleString('zh-CN') ?? '—'
          return mayOpen ? <a href={figureHref(name, { ...month, ...narrowed })}>{value}</a> : value
        },
      }),
    ),
  ]
}

function figureHref(name: string, period: FigurePeriod): string {
  const search = new URLSearchParams(Object.entries(period).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  return `#/figures/${name}?${search.toString()}`
}
