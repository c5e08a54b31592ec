import type { AttendanceSheet } from '@yimi/contract/activity.ts'
import { clock, spokenDay } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'

/** Lines for whoever comes without having signed up. */
const EMPTY_LINES = 6

/** The paper to sign, seen on paper alone: surnames and numbers, no telephone. */
export function PrintedSheet({ sheet }: { sheet: AttendanceSheet }) {
  const { activity } = sheet
  const lines = sheet.lines.filter((line) => line.state !== 'waiting')
  const rows = [
    ...lines.map((line) => ({ key: line.placeId, number: line.number, name: line.name })),
    ...Array.from({ length: EMPTY_LINES }, (_, place) => ({ key: `empty-${place}`, number: '', name: '' })),
  ]
  return (
    <section className="printed-sheet" aria-hidden="true">
      <h1>{activity.title}</h1>
      <p>
        {spokenDay(activity.day)} {clock(activity.from)}–{clock(activity.until)} · {activity.place} ·{' '}
        {M.activities.leader}：{activity.leader}
      </p>
      <table>
        <thead>
          <tr>
            <th>{M.activities.number}</th>
            <th>{M.activities.person}</th>
            <th>{M.activities.arrive}</th>
            <th>{M.activities.leave}</th>
            <th>{M.activities.signature}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.number}</td>
              <td>{row.name}</td>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p>{M.activities.printNote}</p>
    </section>
  )
}
