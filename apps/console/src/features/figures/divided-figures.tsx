import type { FigureDivision, FigurePart } from '@yimi/contract/figure.ts'
import { EmptyState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { PickField } from '../../components/pick-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { type Column, Records } from '../../components/records.tsx'
import { today } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { type FigurePeriod, useDividedFigures } from './figures-api.ts'
import { monthsUntil } from './months.ts'

const W = M.figures.services
const MONTHS = 12
/** Which figures can be divided so: a request is nobody's team's, a person is served by more than one item. */
const DIVIDED: Record<FigureDivision, readonly string[]> = {
  item: ['orders-submitted', 'orders-delivered', 'order-visits'],
  grid: ['orders-submitted', 'orders-delivered', 'order-visits', 'order-persons-served'],
  team: ['orders-delivered', 'order-visits', 'order-persons-served'],
}
type Row = { key: string; label: string; cells: readonly (FigurePart | undefined)[] }

/** One month or a whole year of the figures, divided; in the order of the first one. */
export function DividedFigures({ by, narrowed }: { by: FigureDivision; narrowed: FigurePeriod }) {
  const months = monthsUntil(today(), MONTHS)
  const [from, setFrom] = useState<string | null>(months[0]?.from ?? null)
  const month = months.find((one) => one.from === from)
  const period = month ?? { from: months.at(-1)?.from, until: months[0]?.until }
  const divided = useDividedFigures(DIVIDED[by], by, { ...narrowed, ...period })
  return (
    <>
      <div className="narrow">
        <PickField
          label={W.month}
          value={from ?? YEAR}
          options={[
            ...months.map((one) => ({ value: one.from, label: W.monthOf(one.from) })),
            { value: YEAR, label: W.wholeYear },
          ]}
          onPick={(value) => setFrom(value === YEAR ? null : value)}
        />
      </div>
      {by === 'team' && <p className="second">{W.teamsOverlap}</p>}
      {divided.error && <Notice kind="failed" title={problemWords(divided.error)} spoken />}
      {!divided.values && !divided.error && <LoadingState words={M.state.loading} />}
      {divided.values && <Parts by={by} values={divided.values} />}
    </>
  )
}

const YEAR = 'year'

function Parts(props: { by: FigureDivision; values: NonNullable<ReturnType<typeof useDividedFigures>['values']> }) {
  const keyOf = (part: FigurePart) => part.id ?? ''
  const parts = new Map(props.values.flatMap(({ parts: all }) => all.map((part) => [keyOf(part), part.label] as const)))
  if (parts.size === 0) return <EmptyState words={W.nothing} />
  const rows = [...parts].map(
    ([key, label]): Row => ({
      key,
      label,
      cells: props.values.map((one) => one.parts.find((part) => keyOf(part) === key)),
    }),
  )
  const columns: Column<Row>[] = [
    { key: 'part', title: W.partKind[props.by], head: true, cell: (row) => row.label },
    ...props.values.map(
      ({ figure }, index): Column<Row> => ({
        key: figure.name,
        title: W.column(figure.label, figure.unit),
        figure: true,
        cell: (row) => <Part part={row.cells[index]} />,
      }),
    ),
  ]
  return <Records caption={W.title} rows={rows} columns={columns} rowKey={(row) => row.key} />
}

function Part({ part }: { part: FigurePart | undefined }) {
  const value = (part?.value ?? 0).toLocaleString('zh-CN')
  return part?.link ? <a href={`#${part.link}`}>{value}</a> : value
}
