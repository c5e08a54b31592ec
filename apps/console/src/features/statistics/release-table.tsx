import type { PrintedTable } from '@yimi/contract/statistic.ts'
import { M } from '../../messages.ts'

const W = M.releases
type Cell = PrintedTable['cells'][number]

/** A table of one or two directions; what is withheld is a dash, whatever the reason. */
export function ReleaseTable({ table }: { table: PrintedTable }) {
  const [rows, columns] = table.axes
  const cells = new Map(table.cells.map((cell) => [cell.at.join('|'), cell]))
  if (!rows) return null
  return (
    <div className={columns ? 'records release-table' : 'records release-table release-table--narrow'}>
      <table>
        <caption>{table.title}</caption>
        <thead>
          <tr>
            <th scope="col">{rows.label}</th>
            {(columns?.groups ?? [{ id: '', label: W.value }]).map((group) => (
              <th key={group.id} scope="col" className="figure">
                {columns ? group.label : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.groups.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {(columns?.groups ?? [undefined]).map((column) => (
                <td key={column?.id ?? ''} className="figure">
                  <Printed cell={cells.get(column ? `${row.id}|${column.id}` : row.id)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Printed({ cell }: { cell: Cell | undefined }) {
  if (!cell || cell.value === null) return W.dash
  return (
    <>
      {cell.value.toLocaleString('zh-CN')}
      {cell.percent !== null && <span className="quiet"> {W.percent(cell.percent)}</span>}
    </>
  )
}
