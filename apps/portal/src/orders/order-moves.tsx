import { call, newKey } from '@yimi/contract/client.ts'
import type { MyOrder } from '@yimi/contract/order.ts'
import { moveMyOrder } from '@yimi/contract/order-desk.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { ChoiceList } from '../steps/choice-list.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { useMessages } from '../words/use-messages.ts'
import { type MakeMove, type OwnMove, WORDED_MOVES, type WordedMove } from './order-words.ts'
import { RateOrder } from './rate-order.tsx'

/** What may be said to it now; one thing is open at a time. */
export function OrderMoves(props: { order: MyOrder; onMoved: () => void }) {
  const all = useMessages()
  const words = useHelpMessages().orders
  const [open, setOpen] = useState<WordedMove | 'cancel'>()
  const [done, setDone] = useState(false)
  const sending = useSending()
  const { order } = props
  const may = (move: OwnMove) => order.availableMoves.indexOf(move) >= 0

  const make: MakeMove = (move, needs) => {
    const key = newKey()
    setDone(false)
    sending.send(
      () => call(moveMyOrder, { params: { id: order.id }, body: { move, needs } }, { key }),
      () => {
        setOpen(undefined)
        setDone(true)
        props.onMoved()
      },
    )
  }
  const close = () => setOpen(undefined)

  return (
    <>
      {done ? <Notice kind="done" title={words.done} spoken /> : null}
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, all)}</p>
        </Notice>
      ) : null}
      <p role="status">{sending.busy ? words.sending : ''}</p>
      {open === undefined ? (
        <div className="buttons">
          {may('confirm') ? (
            <Button kind="main" busy={sending.busy} onPress={() => make('confirm', { by: 'resident' })}>
              {words.moves.confirm}
            </Button>
          ) : null}
          {WORDED_MOVES.filter(may).map((move) => (
            <Button key={move} kind={move === 'answer' ? 'main' : 'plain'} onPress={() => setOpen(move)}>
              {words.moves[move]}
            </Button>
          ))}
          {may('cancel') ? <Button onPress={() => setOpen('cancel')}>{words.moves.cancel}</Button> : null}
        </div>
      ) : null}
      {open === 'cancel' ? <CancelForm busy={sending.busy} onMake={make} onKeep={close} /> : null}
      {open && open !== 'cancel' ? (
        <WordedForm key={open} move={open} busy={sending.busy} onMake={make} onKeep={close} />
      ) : null}
      {order.mayRate && may('rate') ? <RateOrder busy={sending.busy} onMake={make} /> : null}
    </>
  )
}

type FormProps = { busy: boolean; onMake: MakeMove; onKeep: () => void }

function WordedForm({ move, busy, onMake, onKeep }: FormProps & { move: WordedMove }) {
  const words = useHelpMessages().orders
  const [text, setText] = useState(move === 'dispute' ? words.disputeDefault : '')
  const [short, setShort] = useState(false)
  function submit(event: FormEvent) {
    event.preventDefault()
    const enough = text.trim().length >= 2
    setShort(!enough)
    if (enough) onMake(move, { words: text })
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      <TextAreaField
        name="words"
        label={words.words[move]}
        fault={short ? words.fill : undefined}
        value={text}
        maxLength={1000}
        rows={3}
        onChange={setText}
      />
      <div className="buttons">
        <Button kind="main" submit busy={busy}>
          {words.send}
        </Button>
        <Button onPress={onKeep}>{words.keep}</Button>
      </div>
    </form>
  )
}

const CANCEL_CHOICES = ['no-longer-needed', 'solved-otherwise', 'other'] as const

function CancelForm({ busy, onMake, onKeep }: FormProps) {
  const words = useHelpMessages().orders
  const [code, setCode] = useState<string>(CANCEL_CHOICES[0])
  return (
    <section className="card">
      <ChoiceList
        name="code"
        kind="radio"
        label={words.cancelWhy}
        chosen={[code]}
        choices={CANCEL_CHOICES.map((value) => ({ value, label: words.cancelCodes[value] }))}
        onChange={([chosen = code]) => setCode(chosen)}
      />
      <div className="buttons">
        <Button busy={busy} onPress={() => onMake('cancel', { code })}>
          {words.cancelSure}
        </Button>
        <Button onPress={onKeep}>{words.keep}</Button>
      </div>
    </section>
  )
}
