import { call, newKey } from '@yimi/contract/client.ts'
import { attendMySheet, getMySheet, type Sheet } from '@yimi/contract/round-sheet.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useCallback, useMemo, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { Asked } from '../my/asked.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { DoorRow } from './door-row.tsx'
import { useTicks } from './use-ticks.ts'

/** A sheet on the telephone: one door a row, one press a door. */
export function SheetPage({ id }: { id: string }) {
  const words = useMessages().rounds
  const ask = useCallback((signal: AbortSignal) => call(getMySheet, { params: { id } }, { signal }), [id])
  const answer = useAnswer(ask, never)
  return (
    <Page
      title={answer.value?.roundName ?? words.title}
      before={
        <ButtonLink kind="quiet" href={addressOf({ page: 'rounds' })}>
          ‹ {words.back}
        </ButtonLink>
      }
    >
      <Asked answer={answer}>{(sheet) => <Walk read={sheet} />}</Asked>
    </Page>
  )
}

function Walk({ read }: { read: Sheet }) {
  const all = useMessages()
  const words = all.rounds
  const [newer, setNewer] = useState<Sheet>()
  const sheet = newer ?? read
  const ticks = useTicks(sheet.id, setNewer)
  const attending = useSending()
  const key = useMemo(() => ({ in: newKey(), out: newKey() }), [])
  const attend = (move: 'check-in' | 'check-out') =>
    attending.send(
      () =>
        call(
          attendMySheet,
          { params: { id: sheet.id }, body: { move } },
          { key: move === 'check-in' ? key.in : key.out },
        ),
      setNewer,
    )
  const problem = attending.problem ?? ticks.problem
  return (
    <>
      <p>
        {sheet.area}
        <br />
        {words.number(sheet.number)}
        <br />
        {words.done(sheet.visited, sheet.doors)}
      </p>
      <p className="lead">{`${sheet.instructions} ${words.keep}`}</p>
      {problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(problem, all)}</p>
        </Notice>
      ) : null}
      {sheet.checkedInAt === null ? (
        <>
          <p>{words.beginLine}</p>
          <Button kind="main" wide busy={attending.busy} onPress={() => attend('check-in')}>
            {words.begin}
          </Button>
        </>
      ) : null}
      <ul className="sheet-doors">
        {sheet.doorList.map((door) => (
          <DoorRow
            key={door.id}
            door={door}
            waiting={ticks.waiting.get(door.id)?.tick}
            refused={ticks.refused.get(door.id)}
            onTick={(tick) => ticks.mark(door.id, tick)}
          />
        ))}
      </ul>
      {ticks.waiting.size > 0 && !ticks.busy ? (
        <Notice kind="attention" title={words.unsent(ticks.waiting.size)} spoken>
          <Button onPress={ticks.send}>{words.sendAgain}</Button>
        </Notice>
      ) : null}
      {sheet.checkedOutAt ? <Notice kind="done" title={words.over} spoken /> : null}
      {sheet.checkedInAt !== null && sheet.checkedOutAt === null ? (
        <>
          <p>{words.endLine}</p>
          <Button kind="main" wide busy={attending.busy || ticks.waiting.size > 0} onPress={() => attend('check-out')}>
            {words.end}
          </Button>
        </>
      ) : null}
    </>
  )
}

function never(): undefined {
  return undefined
}
