import { call, newKey } from '@yimi/contract/client.ts'
import { addToMyReport, type MyReport, takeBackMyReport } from '@yimi/contract/life-event.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Field, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useSending } from '../calls/use-sending.ts'
import { useMessages } from '../words/use-messages.ts'
import { useVisitMessages } from '../words/use-visit-messages.ts'

/** What I reported and how it stands; while it waits I may add to it or take it back. */
export function MyReportCard({ report, onChange }: { report: MyReport; onChange: () => void }) {
  const messages = useMessages()
  const words = useVisitMessages().neighbours
  const [adding, setAdding] = useState(false)
  const sending = useSending()
  const takeBack = () => {
    const key = newKey()
    sending.send(() => call(takeBackMyReport, { params: { id: report.id } }, { key }), onChange)
  }
  return (
    <article className="card">
      <h3 className="card__title">{`${report.personName} · ${words.events[report.what]}`}</h3>
      <p>
        {report.door}
        <br />
        {report.happenedOn} · {words.states[report.state]}
      </p>
      {sending.problem ? <p role="alert">{problemWords(sending.problem, messages)}</p> : null}
      {report.state === 'reported' && !adding ? (
        <div className="buttons">
          <Button onPress={() => setAdding(true)}>{words.add}</Button>
          <Button kind="quiet" busy={sending.busy} onPress={takeBack}>
            {words.takeBack}
          </Button>
        </div>
      ) : null}
      {adding ? (
        <AddForm
          report={report}
          onDone={() => {
            setAdding(false)
            onChange()
          }}
        />
      ) : null}
    </article>
  )
}

function AddForm({ report, onDone }: { report: MyReport; onDone: () => void }) {
  const messages = useMessages()
  const words = useVisitMessages().neighbours
  const [happenedOn, setHappenedOn] = useState(report.happenedOn)
  const [childName, setChildName] = useState(report.words.childName)
  const [note, setNote] = useState(report.words.note)
  const sending = useSending()
  const save = () => {
    const key = newKey()
    const body = { happenedOn, words: { note, ...(report.what === 'birth' ? { childName } : {}) } }
    sending.send(() => call(addToMyReport, { params: { id: report.id }, body }, { key }), onDone)
  }
  return (
    <>
      <Field label={words.day}>
        {(control) => (
          <input
            {...control}
            className="y-input"
            type="date"
            value={happenedOn}
            onChange={(event) => setHappenedOn(event.target.value)}
          />
        )}
      </Field>
      {report.what === 'birth' ? (
        <TextField name="childName" label={words.childName} value={childName} maxLength={40} onChange={setChildName} />
      ) : null}
      <TextField name="note" label={words.note} hint={words.noteHint} value={note} maxLength={200} onChange={setNote} />
      <Button kind="main" busy={sending.busy} onPress={save}>
        {words.save}
      </Button>
      {sending.problem ? (
        <Notice kind="failed" title={words.failed} spoken>
          <p>{problemWords(sending.problem, messages)}</p>
        </Notice>
      ) : null}
    </>
  )
}
