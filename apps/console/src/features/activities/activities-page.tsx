import type { Activity } from '@yimi/contract/activity.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { clock, spokenDay, today } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useActivities } from './activities-api.ts'
import { ActivityDialog } from './activity-dialog.tsx'
import { ACTIVITY_TONES } from './activity-tones.ts'
import { ShiftsDialog } from './shifts-dialog.tsx'
import { daysFrom, mondayOf, weeksLater } from './week-days.ts'

type Open = 'activity' | 'shifts'

/** Shifts and activities of a week, day by day. */
export function ActivitiesPage() {
  const [monday, setMonday] = useState(() => mondayOf(today()))
  const [open, setOpen] = useState<Open>()
  const [made, setMade] = useState<number>()
  const mayPlan = useMay('activity.plan')
  const days = daysFrom(monday)
  const activities = useActivities(monday, days.at(-1) ?? monday)
  return (
    <Page
      title={M.activities.title}
      lead={M.activities.lead}
      actions={
        mayPlan && (
          <>
            <Button kind="main" onPress={() => setOpen('activity')}>
              {M.activities.add}
            </Button>
            <Button onPress={() => setOpen('shifts')}>{M.activities.makeShifts}</Button>
            <ButtonLink href="#/activities/rota">{M.activities.rota}</ButtonLink>
          </>
        )
      }
    >
      <WeekBar monday={monday} last={days.at(-1) ?? monday} onMonday={setMonday} />
      {made !== undefined && <Notice kind="done" title={M.activities.made(made)} spoken />}
      <QueryView query={activities}>
        {(data) => (
          <ol className="week" aria-label={M.activities.week}>
            {days.map((day) => (
              <DayColumn key={day} day={day} items={data.items.filter((one) => one.day === day)} />
            ))}
          </ol>
        )}
      </QueryView>
      {open === 'activity' && <ActivityDialog onClose={() => setOpen(undefined)} />}
      {open === 'shifts' && <ShiftsDialog monday={monday} onMade={setMade} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function WeekBar(props: { monday: string; last: string; onMonday: (monday: string) => void }) {
  const { monday, last, onMonday } = props
  return (
    <div className="week-bar">
      <Button onPress={() => onMonday(weeksLater(monday, -1))}>{M.activities.before}</Button>
      <Button onPress={() => onMonday(mondayOf(today()))}>{M.activities.thisWeek}</Button>
      <Button onPress={() => onMonday(weeksLater(monday, 1))}>{M.activities.after}</Button>
      <p role="status">{M.activities.weekOf(monday, last)}</p>
    </div>
  )
}

function DayColumn({ day, items }: { day: string; items: readonly Activity[] }) {
  return (
    <li className={day === today() ? 'week__day week__day--today' : 'week__day'}>
      <h2>{spokenDay(day)}</h2>
      {items.length === 0 && <p className="second">{M.activities.nothing}</p>}
      {items.map((one) => (
        <ActivityCard key={one.id} activity={one} />
      ))}
    </li>
  )
}

function ActivityCard({ activity }: { activity: Activity }) {
  const { volunteerPlaces, residentPlaces, waiting } = activity
  return (
    <a className="card week__card" href={`#/activities/${activity.id}`}>
      <span className="week__time">
        {clock(activity.from)}–{clock(activity.until)}
      </span>
      <strong>{activity.title}</strong>
      <span className="second">
        {activity.kindLabel} · {activity.place}
      </span>
      {volunteerPlaces > 0 && <span>{M.activities.volunteersIn(activity.volunteersIn, volunteerPlaces)}</span>}
      {residentPlaces > 0 && <span>{M.activities.residentsIn(activity.residentsIn, residentPlaces)}</span>}
      {waiting > 0 && <span>{M.activities.waiting(waiting)}</span>}
      <StatusWord tone={ACTIVITY_TONES[activity.state]} word={M.activities.states[activity.state]} />
    </a>
  )
}
