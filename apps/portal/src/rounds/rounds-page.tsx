import { call } from '@yimi/contract/client.ts'
import { answerSheet, listMySheets, type MySheet } from '@yimi/contract/round-sheet.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { useRef } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { keyFor, type SentUnder } from '../calls/send-kept.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { Asked } from '../my/asked.tsx'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'

const RENEW_MS = 60_000

/** What I am asked to walk, and what I accepted. */
export function RoundsPage() {
  const words = useMessages().rounds
  const sheets = useAnswer(askSheets, renew)
  return (
    <Page title={words.title}>
      <Asked answer={sheets}>
        {({ items }) => (
          <>
            {items.length === 0 ? <EmptyState words={words.none} /> : null}
            <SheetCards title={words.asked} sheets={items.filter((one) => !one.accepted)} onChange={sheets.refresh} />
            <SheetCards title={words.mine} sheets={items.filter((one) => one.accepted)} onChange={sheets.refresh} />
          </>
        )}
      </Asked>
    </Page>
  )
}

function SheetCards(props: { title: string; sheets: readonly MySheet[]; onChange: () => void }) {
  if (props.sheets.length === 0) return null
  return (
    <section>
      <h2>{props.title}</h2>
      {props.sheets.map((sheet) => (
        <SheetCard key={sheet.id} sheet={sheet} onChange={props.onChange} />
      ))}
    </section>
  )
}

function SheetCard({ sheet, onChange }: { sheet: MySheet; onChange: () => void }) {
  const all = useMessages()
  const words = all.rounds
  const sending = useSending()
  const sent = useRef<SentUnder>(undefined)
  function answer(accept: boolean) {
    sent.current = keyFor({ accept, id: sheet.id }, sent.current)
    const { key } = sent.current
    sending.send(() => call(answerSheet, { params: { id: sheet.id }, body: { accept } }, { key }), onChange)
  }
  return (
    <article className="card">
      <h3 className="card__title">{sheet.roundName}</h3>
      <p>
        {sheet.area}
        <br />
        {sheet.accepted ? words.done(sheet.visited, sheet.doors) : words.doors(sheet.doors)}
        <br />
        {words.until(sheet.from, sheet.until)}
        <br />
        {words.number(sheet.number)}
      </p>
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, all)}</p>
        </Notice>
      ) : null}
      {sheet.accepted ? (
        <>
          <ButtonLink kind="main" wide href={addressOf({ page: 'round-sheet', id: sheet.id })}>
            {words.open}
          </ButtonLink>
          {sheet.status === 'accepted' ? (
            <Button kind="quiet" busy={sending.busy} onPress={() => answer(false)}>
              {words.giveBack}
            </Button>
          ) : null}
        </>
      ) : (
        <>
          <p className="lead">{words.askedLine}</p>
          <Button kind="main" wide busy={sending.busy} onPress={() => answer(true)}>
            {words.accept}
          </Button>
          <Button wide busy={sending.busy} onPress={() => answer(false)}>
            {words.decline}
          </Button>
        </>
      )}
    </article>
  )
}

function askSheets(signal: AbortSignal) {
  return call(listMySheets, {}, { signal })
}

function renew(): number {
  return RENEW_MS
}
