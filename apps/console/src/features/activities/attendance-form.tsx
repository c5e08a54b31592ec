import type { AttendanceSheet } from '@yimi/contract/activity.ts'
import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { CheckField } from '../../components/check-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useSheetActs } from './activities-api.ts'
import { SheetLines } from './sheet-lines.tsx'
import { volunteerNumberOf } from './volunteer-number.ts'

/** Ticks who is there, adds who came without having signed up, and sends both at once. All of it by keyboard. */
export function AttendanceForm({ sheet }: { sheet: AttendanceSheet }) {
  const acts = useSheetActs(sheet.activity.id)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [added, setAdded] = useState<readonly string[]>([])
  const [paper, setPaper] = useState(false)
  const [key, setKey] = useState(newKey)
  const [saved, setSaved] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const count = ticked.size + added.length
  const change = (next: { ticked?: ReadonlySet<string>; added?: readonly string[] }) => {
    setKey(newKey())
    setSaved(false)
    if (next.ticked) setTicked(next.ticked)
    if (next.added) setAdded(next.added)
  }
  const tick = (placeId: string, came: boolean) => {
    const next = new Set(ticked)
    if (came) next.add(placeId)
    else next.delete(placeId)
    change({ ticked: next })
  }
  async function save(event: FormEvent) {
    event.preventDefault()
    if (count === 0) return
    setFault(undefined)
    const came = [
      ...[...ticked].map((placeId) => ({ placeId })),
      ...added.map((volunteerNumber) => ({ volunteerNumber })),
    ]
    try {
      await acts.record(paper ? 'paper' : 'list', came, key)
      change({ ticked: new Set(), added: [] })
      setSaved(true)
    } catch (cause) {
      setFault(cause)
    }
  }
  return (
    <>
      <form onSubmit={(event) => void save(event)} noValidate>
        <SheetLines sheet={sheet} ticked={ticked} onTick={tick} />
        {added.length > 0 && <p role="status">{M.activities.added(added.join('、'))}</p>}
        <CheckField label={M.activities.fromPaper} checked={paper} onCheck={setPaper} />
        {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
        {saved && <Notice kind="done" title={M.activities.saved} spoken />}
        <Button kind="main" submit busy={count === 0}>
          {M.activities.save(count)}
        </Button>
      </form>
      <div className="attendance-more">
        <NumberForm onNumber={(number) => change({ added: [...new Set([...added, number])] })} />
        <CardForm id={sheet.activity.id} />
      </div>
    </>
  )
}

function NumberForm({ onNumber }: { onNumber: (number: string) => void }) {
  const [typed, setTyped] = useState('')
  function add(event: FormEvent) {
    event.preventDefault()
    const number = volunteerNumberOf(typed)
    if (number === '') return
    onNumber(number)
    setTyped('')
  }
  return (
    <form onSubmit={add} noValidate>
      <TextField
        name="number"
        label={M.activities.addNumber}
        hint={M.activities.addNumberHint}
        value={typed}
        maxLength={12}
        onChange={setTyped}
      />
      <Button submit busy={volunteerNumberOf(typed) === ''}>
        {M.activities.addNumberAct}
      </Button>
    </form>
  )
}

function CardForm({ id }: { id: string }) {
  const acts = useSheetActs(id)
  const [word, setWord] = useState('')
  const [fault, setFault] = useState<unknown>()
  async function show(event: FormEvent) {
    event.preventDefault()
    if (word.trim() === '') return
    setFault(undefined)
    try {
      await acts.card(word.trim(), newKey())
      setWord('')
    } catch (cause) {
      setFault(cause)
    }
  }
  return (
    <form onSubmit={(event) => void show(event)} noValidate>
      <TextField
        name="word"
        label={M.activities.card}
        hint={M.activities.cardHint}
        fault={fault === undefined ? undefined : problemWords(fault)}
        value={word}
        maxLength={40}
        onChange={setWord}
      />
      <Button submit busy={word.trim() === ''}>
        {M.activities.cardAct}
      </Button>
    </form>
  )
}
