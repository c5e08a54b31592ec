import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { today } from '../../components/shanghai-time.ts'
import { useIsWide } from '../../components/use-is-wide.ts'
import { useCalendar } from '../../lookups/pools.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { Agenda } from './agenda.tsx'
import { BookDialog } from './book-dialog.tsx'
import { type Entry, EntryDialog } from './entry-dialog.tsx'
import { monthAfter, monthSheet } from './month-days.ts'
import { MonthGrid } from './month-grid.tsx'

/** Broadcasts, bookings and occasions: a month's sheet where there is room, a list of days where there is not. */
export function CalendarPage() {
  const [month, setMonth] = useState(() => today().slice(0, 7))
  const [booking, setBooking] = useState(false)
  const [entry, setEntry] = useState<Entry>()
  const wide = useIsWide()
  const mayBook = useMay('venue.book')
  const sheet = monthSheet(month)
  const from = wide ? (sheet.days[0] ?? sheet.first) : sheet.first
  const until = wide ? (sheet.days.at(-1) ?? sheet.last) : sheet.last
  const calendar = useCalendar(from, until)
  const book = mayBook && (
    <Button kind="main" onPress={() => setBooking(true)}>
      {M.calendar.book}
    </Button>
  )
  return (
    <Page title={M.calendar.title} actions={book}>
      <div className="month-bar">
        <Button onPress={() => setMonth(monthAfter(month, -1))}>{M.calendar.before}</Button>
        <h2 aria-live="polite">{M.calendar.month(month)}</h2>
        <Button onPress={() => setMonth(monthAfter(month, 1))}>{M.calendar.after}</Button>
        {month !== today().slice(0, 7) && (
          <Button kind="quiet" onPress={() => setMonth(today().slice(0, 7))}>
            {M.calendar.thisMonth}
          </Button>
        )}
      </div>
      <QueryView query={calendar}>
        {(data) =>
          wide ? (
            <MonthGrid month={month} days={sheet.days} calendar={data} onOpen={setEntry} />
          ) : (
            <Agenda calendar={data} onOpen={setEntry} />
          )
        }
      </QueryView>
      {booking && <BookDialog onClose={() => setBooking(false)} />}
      {entry && <EntryDialog entry={entry} onClose={() => setEntry(undefined)} />}
    </Page>
  )
}
