import { EmptyState } from '@yimi/ui/notice.tsx'
import { spokenDay } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { type Calendar, daysOfCalendar } from './days-of-calendar.ts'
import { type Entry, spanOf } from './entry-dialog.tsx'

/** The days on which something is, one below the other. */
export function Agenda({ calendar, onOpen }: { calendar: Calendar; onOpen: (entry: Entry) => void }) {
  const days = [...daysOfCalendar(calendar)].sort(([one], [other]) => one.localeCompare(other))
  if (days.length === 0) return <EmptyState words={M.calendar.nothing} />
  return (
    <ol className="agenda">
      {days.map(([day, content]) => (
        <li key={day} className="card">
          <h3>
            {spokenDay(day)}
            {content.occasions.map((name) => (
              <span key={name} className="month__occasion">
                {name}
              </span>
            ))}
          </h3>
          {content.entries.map((entry) => (
            <button
              key={entry.id}
              type="button"
              className={`month__entry month__entry--${entry.kind}`}
              onClick={() => onOpen(entry)}
            >
              <strong>{entry.title}</strong>
              <span>{spanOf(entry)}</span>
              <span>{entry.venueName ?? ''}</span>
            </button>
          ))}
        </li>
      ))}
    </ol>
  )
}
