import { COMPARED_FIELD_LABELS, type DuplicatePair, LIKENESS_LABELS } from '@yimi/contract/duplicate.ts'
import type { PersonLine } from '@yimi/contract/person.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField, TextField } from '@yimi/ui/field.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import { useDuplicateActs } from './duplicates-api.ts'

const T = M.duplicates
type Field = keyof typeof COMPARED_FIELD_LABELS
const FIELDS = Object.keys(COMPARED_FIELD_LABELS) as Field[]
const TONES: Readonly<Record<keyof typeof LIKENESS_LABELS, StatusTone>> = {
  same: 'done',
  'same-sound': 'attention',
  close: 'attention',
  partly: 'waiting',
  different: 'failed',
  unknown: 'quiet',
}
const SEXES = { male: '男', female: '女' } as const

/** Two records side by side; what to do with them is asked below. */
export function PairCard({ pair }: { pair: DuplicatePair }) {
  const [asking, setAsking] = useState<'same' | 'different' | 'undo'>()
  return (
    <li className="card">
      <h2>{T.pair(pair.one.name, pair.other?.name ?? pair.one.name)}</h2>
      <div className="records">
        <table>
          <caption className="unseen">{T.title}</caption>
          <thead>
            <tr>
              <th scope="col">{T.field}</th>
              <th scope="col">{T.one}</th>
              <th scope="col">{T.other}</th>
              <th scope="col">{T.likeness}</th>
            </tr>
          </thead>
          <tbody>
            {FIELDS.map((field) => (
              <FieldRow key={field} field={field} pair={pair} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="duplicates__acts">
        {pair.judged ? (
          <>
            <StatusWord tone="done" word={T.result[pair.judged]} />
            <Button onPress={() => setAsking('undo')}>{T.undo}</Button>
          </>
        ) : (
          <>
            <Button kind="main" onPress={() => setAsking('same')}>
              {T.same}
            </Button>
            <Button onPress={() => setAsking('different')}>{T.different}</Button>
          </>
        )}
      </div>
      {asking && <Ask pair={pair} what={asking} onClose={() => setAsking(undefined)} />}
    </li>
  )
}

function FieldRow({ field, pair }: { field: Field; pair: DuplicatePair }) {
  const likeness = pair.likeness[field] ?? 'unknown'
  return (
    <tr>
      <th scope="row">{COMPARED_FIELD_LABELS[field]}</th>
      <td>{shown(pair.one, field) || T.empty}</td>
      <td>{pair.other ? shown(pair.other, field) || T.empty : T.merged}</td>
      <td>
        <StatusWord tone={TONES[likeness]} word={LIKENESS_LABELS[likeness]} />
      </td>
    </tr>
  )
}

function shown(line: PersonLine, field: Field): string {
  switch (field) {
    case 'name':
      return line.name
    case 'sex':
      return line.sex ? SEXES[line.sex] : ''
    case 'idNumber':
      return line.idNumberMasked
    case 'birthDate':
      return line.birthDate ?? ''
    case 'phone':
      return line.contactMasked
    case 'dwelling':
      return line.door
  }
}

function Ask(props: { pair: DuplicatePair; what: 'same' | 'different' | 'undo'; onClose: () => void }) {
  const { pair, what, onClose } = props
  const acts = useDuplicateActs()
  const titles = { same: T.sameTitle, different: T.differentTitle, undo: T.undo }
  const choices = [pair.one, ...(pair.other ? [pair.other] : [])].map((line, index) => ({
    value: line.id,
    label: [index === 0 ? T.one : T.other, line.name, line.door].filter(Boolean).join(' · '),
  }))
  return (
    <FormDialog
      title={titles[what]}
      initial={{ reason: '', intoId: pair.one.id }}
      submitWords={titles[what]}
      ready={(values) => values.reason.trim() !== ''}
      onSubmit={({ reason, intoId }, key) => {
        if (what === 'undo') return acts.undo(pair.id, reason, key)
        return acts.judge(pair.id, what === 'same' ? { same: true, intoId, reason } : { same: false, reason }, key)
      }}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          {what === 'same' && (
            <SelectField
              name="intoId"
              label={T.keep}
              hint={T.keepHint}
              value={values.intoId}
              onChange={(intoId) => change({ intoId })}
              choices={choices}
              {...fault('intoId')}
            />
          )}
          <TextField
            name="reason"
            label={T.reason}
            hint={T.reasonHint}
            maxLength={100}
            value={values.reason}
            onChange={(reason) => change({ reason })}
            {...fault('reason')}
          />
        </>
      )}
    </FormDialog>
  )
}
