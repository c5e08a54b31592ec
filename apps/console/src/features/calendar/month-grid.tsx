import { clock, spokenDay, today } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { type Calendar, type Day, daysOfCalendar } from './days-of-calendar.ts'
import type { Entry } from './entry-dialog.tsx'

type Cell = { day: string; month: string; content: Day | undefined; onOpen: (entry: Entry) => void }

export function MonthGrid(props: {
  month: string
  days: readonly string[]
  calendar: Calendar
  onOpen: (entry: Entry) => void
}) {
  const content = daysOfCalendar(props.calendar)
  const weeks = Array.from({ length: props.days.length / 7 }, (_, week) => props.days.slice(week * 7, week * 7 + 7))
  return (
    <table className="month">
      <caption className="unseen">{M.calendar.month(props.month)}</caption>
      <thead>
        <tr>
          {M.calendar.weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell key={day} day={day} month={props.month} content={content.get(day)} onOpen={props.onOpen} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({ day, month, content, onOpen }: Cell) {
  const away = day.slice(0, 7) === month ? '' : ' month__day--away'
  const now = day === today() ? ' month__day--today' : ''
  return (
    <td className={`month__day${away}${now}`} aria-current={day === today() ? 'date' : undefined}>
      <div className="month__head">
        <time dateTime={day} title={spokenDay(day)}>
          {Number(day.slice(8))}
        </time>
        {content?.occasions.map((name) => (
          <span key={name} className="month__occasion">
            {name}
          </span>
        ))}
      </div>
      {content?.entries.map((entry) => (
        <button
          key={entry.id}
          type="button"
          className={`month__entry month__entry--${entry.kind}`}
          onClick={() => onOpen(entry)}
        >
          <span className="month__clock">{clock(entry.startsAt)}</span> {entry.title}
        </button>
      ))}
    </td>
  )
}
