import { call } from '@yimi/contract/client.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import {
  type DoorAnswer,
  type DoorQuestionnaire,
  listMyVisits,
  type MyVisitDoor,
  type VisitOutcome,
} from '@yimi/contract/visit-record.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { type KeyboardEvent, lazy, Suspense, useCallback, useRef, useState } from 'react'
import { loadPatiently } from '../calls/load-patiently.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import { DoorItem } from './door-item.tsx'
import { type FreshDoors, newestOf, withFresh } from './fresh-doors.ts'
import type { Unsent } from './outbox.ts'
import { OutboxList } from './outbox-list.tsx'
import { StaffAsked } from './staff-asked.tsx'
import { type Said, useOutbox } from './use-outbox.ts'

/** Questions and what judges the answers: loaded at the first door that is asked. */
const DoorSurvey = lazy(() =>
  loadPatiently(() => import('../survey/door-survey.tsx')).then((loaded) => ({ default: loaded.DoorSurvey })),
)

/** Doors of the day: open one, press what came of it, and the next opens by itself. */
export function VisitsPage() {
  const words = useVisitMessages().visits
  const answer = useAnswer(askVisits, never)
  if (answer.value) return <Walk key={answer.value.workerId} read={answer.value} />
  return (
    <Page title={words.title}>
      <StaffAsked answer={answer}>{() => null}</StaffAsked>
    </Page>
  )
}

function Walk({ read }: { read: RouteAnswer<typeof listMyVisits> }) {
  const words = useVisitMessages().visits
  const messages = useMessages()
  const walk = useWalk(read)
  const { doors, outbox, openId } = walk
  const done = doors.filter((door) => walk.isDone(door)).length
  if (walk.asking)
    return (
      <Suspense fallback={<LoadingState words={messages.site.loading} />}>
        <DoorSurvey
          {...walk.asking}
          onAnswer={(given) => walk.answered(given)}
          onSkip={() => walk.answered(null)}
          onLeave={walk.leave}
        />
      </Suspense>
    )
  return (
    <Page title={words.title}>
      <ButtonLink kind="quiet" href={addressOf({ page: 'reports' })}>
        {words.toReports}
      </ButtonLink>
      {read.plans.length === 0 ? <EmptyState words={words.none} /> : null}
      {read.plans.map((plan) => (
        <section key={plan.id} className="visit-plan" aria-label={plan.name}>
          <h2>{plan.name}</h2>
          <p className="lead">{`${plan.purpose} ${words.until(plan.from, plan.until)}`}</p>
          {plan.questionnaire ? <p>{words.asks(plan.questionnaire.title)}</p> : null}
        </section>
      ))}
      {doors.length > 0 ? <p role="status">{words.done(done, doors.length)}</p> : null}
      <OutboxList outbox={outbox} />
      {doors.length > 0 && done === doors.length ? <Notice kind="done" title={words.allDone} spoken /> : null}
      <p className="visit-keys">{words.keys}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are a shorter way to buttons that are there too */}
      <div onKeyDown={walk.press}>
        <ol className="visit-doors">
          {doors.map((door) => (
            <DoorItem
              key={door.id}
              door={door}
              open={openId === door.id}
              unsent={latestOf(outbox.items, door.id)}
              onOpen={() => walk.open(openId === door.id ? undefined : door.id)}
              onSay={(said) => walk.say(door, said)}
            />
          ))}
        </ol>
      </div>
    </Page>
  )
}

function useWalk(read: RouteAnswer<typeof listMyVisits>) {
  const [fresh, setFresh] = useState<FreshDoors<typeof read>>(new Map())
  const reading = useRef(read)
  reading.current = read
  const [openId, setOpenId] = useState<string>()
  const takeDoors = useCallback((doors: readonly MyVisitDoor[]) => {
    setFresh((before) => withFresh(before, doors, reading.current))
  }, [])
  const outbox = useOutbox(read.workerId, takeDoors)
  const doors = read.doors.map((door) => newestOf(door, fresh, read))
  const said = useRef(new Set<string>())
  const isDone = (door: MyVisitDoor) => {
    const unsent = outbox.items.find((item) => item.record.doorId === door.id)
    if (!unsent) return door.settled
    return unsent.state === 'waiting' && !GOES_AGAIN.includes(unsent.record.outcome)
  }
  const [waitsFor, setWaitsFor] = useState<{ door: MyVisitDoor; said: Said }>()
  const asked = waitsFor && questionsAt(read, waitsFor.door)
  const asking =
    waitsFor && asked
      ? { asked, door: waitsFor.door, before: latestOf(outbox.items, waitsFor.door.id)?.record.answer ?? null }
      : undefined
  function answered(answer: DoorAnswer | null) {
    setWaitsFor(undefined)
    if (waitsFor) write(waitsFor.door, { ...waitsFor.said, answer })
  }
  /** Whoever is met is asked what the plan asks; what was answered before and has no receipt yet is not asked again. */
  function say(door: MyVisitDoor, what: Said) {
    if (what.outcome !== 'talked' || door.answered || !questionsAt(read, door)) return write(door, what)
    const unsent = latestOf(outbox.items, door.id)
    if (unsent?.record.answer && unsent.state !== 'refused') write(door, { ...what, answer: unsent.record.answer })
    else setWaitsFor({ door, said: what })
  }
  function write(door: MyVisitDoor, what: Said) {
    said.current.add(door.id)
    outbox.say(door, what)
    const from = doors.findIndex((one) => one.id === door.id)
    const waiting = [...doors.slice(from + 1), ...doors.slice(0, from)]
    setOpenId(waiting.find((one) => !isDone(one) && !said.current.has(one.id))?.id)
  }
  function step(by: number) {
    const at = doors.findIndex((door) => door.id === openId)
    setOpenId(doors[at < 0 ? 0 : Math.min(doors.length - 1, Math.max(0, at + by))]?.id)
  }
  function press(event: KeyboardEvent) {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const door = doors.find((one) => one.id === openId)
    const outcome = door && KEYS[event.key]
    if (by === 0 && !outcome) return
    event.preventDefault()
    if (door && outcome) say(door, outcome)
    else step(by)
  }
  const leave = () => setWaitsFor(undefined)
  return { doors, outbox, openId, open: setOpenId, isDone, say, press, asking, answered, leave }
}

function questionsAt(read: RouteAnswer<typeof listMyVisits>, door: MyVisitDoor): DoorQuestionnaire | null {
  return read.plans.find((plan) => plan.id === door.planId)?.questionnaire ?? null
}

function latestOf(items: readonly Unsent[], doorId: string): Unsent | undefined {
  return items.filter((item) => item.record.doorId === doorId).pop()
}

const GOES_AGAIN: readonly VisitOutcome[] = ['nobody-home', 'come-back']

/** A digit each for what needs no more words; a time or a change has its own buttons. */
const KEYS: Readonly<Record<string, Said>> = {
  '1': { outcome: 'talked', unchanged: true },
  '2': { outcome: 'nobody-home' },
  '3': { outcome: 'refused' },
  '4': { outcome: 'moved-away' },
  '5': { outcome: 'wrong-door' },
}

function askVisits(signal: AbortSignal) {
  return call(listMyVisits, {}, { signal })
}

function never(): undefined {
  return undefined
}
