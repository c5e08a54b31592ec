import type { ReactNode } from 'react'
import { useIsWide } from './use-is-wide.ts'

export type Column<Row> = {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  /** Heads the card on a narrow page. */
  head?: boolean
  /** Figures stand right and in equal widths. */
  figure?: boolean
}

/** Rows as a table where there is room, as cards where there is not. */
export function Records<Row>(props: {
  caption: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
}) {
  const wide = useIsWide()
  return wide ? <RecordTable {...props} /> : <RecordCards {...props} />
}

type RecordsProps<Row> = Parameters<typeof Records<Row>>[0]

function RecordTable<Row>({ caption, rows, columns, rowKey }: RecordsProps<Row>) {
  return (
    <div className="records">
      <table>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.figure ? 'figure' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={column.figure ? 'figure' : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RecordCards<Row>({ caption, rows, columns, rowKey }: RecordsProps<Row>) {
  const head = columns.find((column) => column.head) ?? columns[0]
  return (
    <ul className="record-cards" aria-label={caption}>
      {rows.map((row) => (
        <li key={rowKey(row)} className="card">
          <div className="record-cards__head">{head?.cell(row)}</div>
          <dl>
            {columns
              .filter((column) => column !== head)
              .map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
