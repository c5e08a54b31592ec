import { Button } from '@yimi/ui/button.tsx'
import { SelectField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useContext, useState } from 'react'
import { daysFrom, instantHere, sayDay, todayHere } from '../ask/ask-days.ts'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { LanguageContext } from '../words/use-messages.ts'
import type { TaskFormProps } from './use-place-move.ts'

/** Half-hours at which one may knock at a door. */
const CLOCKS = Array.from({ length: 27 }, (_, index) => {
  const minutes = 7 * 60 + index * 30
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 === 0 ? '00' : '30'}`
})
const LENGTHS_MINUTES = [30, 60, 90, 120, 180] as const
const MINUTE_MS = 60_000
/** A window that is longer than this is not laid out day by day. */
const DAYS_SHOWN_MAX = 62

/** A day of the window, a half-hour, a length. */
export function SlotForm({
  place,
  move,
  busy,
  onMake,
  onKeep,
}: TaskFormProps & { move: 'schedule' | 'schedule-again' }) {
  const words = useHelpMessages().tasks
  const language = useContext(LanguageContext)
  const days = daysOf(place.window, todayHere())
  const [day, setDay] = useState(days[0] ?? '')
  const [clock, setClock] = useState('09:30')
  const [length, setLength] = useState('60')
  if (days.length === 0) return <Notice kind="attention" title={words.daysOver} spoken />
  function submit(event: FormEvent) {
    event.preventDefault()
    const startsAt = instantHere(day, clock)
    const endsAt = new Date(Date.parse(startsAt) + Number(length) * MINUTE_MS).toISOString()
    onMake({ move, needs: { slot: { startsAt, endsAt } } })
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      <SelectField
        name="day"
        label={words.day}
        value={day}
        choices={days.map((one) => ({ value: one, label: sayDay(one, language) }))}
        onChange={setDay}
      />
      <SelectField
        name="clock"
        label={words.at}
        value={clock}
        choices={CLOCKS.map((one) => ({ value: one, label: one }))}
        onChange={setClock}
      />
      <SelectField
        name="length"
        label={words.length}
        value={length}
        choices={LENGTHS_MINUTES.map((one) => ({ value: String(one), label: words.minutes(one) }))}
        onChange={setLength}
      />
      <div className="buttons">
        <Button kind="main" submit busy={busy}>
          {words.saveTime}
        </Button>
        <Button onPress={onKeep}>{words.keep}</Button>
      </div>
    </form>
  )
}

/** From today or the first day of the window to its last; none where the window has passed. */
export function daysOf(window: { from: string; until: string }, today: string): string[] {
  const from = window.from > today ? window.from : today
  return daysFrom(from, DAYS_SHOWN_MAX).filter((day) => day <= window.until)
}
