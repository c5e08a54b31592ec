import type { FigureValue } from '@yimi/contract/figure.ts'
import { EmptyState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { type Column, Records } from '../../components/records.tsx'
import { today } from '../../components/shanghai-time.ts'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { type FigurePeriod, useFiguresOf } from './figures-api.ts'
import { type Month, monthsUntil } from './months.ts'

const NAMES = 'orders-submitted,orders-delivered,order-visits,order-persons-served'
const MONTHS = 6
const W = M.figures.services
type Row = { month: Month; values: FigureValue[] }

/** Orders month by month, for one unit or the whole area; every number opens what it counted, item by item. */
export function ServiceFiguresPage() {
  const [orgId, setOrgId] = useState<string | null>(null)
  const organisations = useMyOrganisations()
  const months = monthsUntil(today(), MONTHS)
  const narrowed = orgId ? { orgId } : {}
  const figures = useFiguresOf(
    NAMES,
    months.map((month) => ({ ...month, ...narrowed })),
  )
  const rows = months.map((month, index): Row => ({ month, values: figures.values?.[index] ?? [] }))
  const columns = useColumns(rows[0]?.values ?? [], narrowed)
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
      {figures.error && <Notice kind="failed" title={problemWords(figures.error)} spoken />}
      {!figures.values && !figures.error && <LoadingState words={M.state.loading} />}
      {figures.values && columns.length === 1 && <EmptyState words={M.figures.nothing} />}
      {figures.values && columns.length > 1 && (
        <Records caption={W.title} rows={rows} columns={columns} rowKey={(row) => row.month.from} />
      )}
    </Page>
  )
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
