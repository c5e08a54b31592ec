import type { ImportDetail, ImportedRow } from '@yimi/contract/import.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { type FormEvent, useState } from 'react'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useImportActs } from './import-api.ts'

const T = M.imports.rows
type Cell = ImportedRow['cells'][number]

/** One row of the sheet. Faulty cells are fields with their fault; the others are read only. */
export function MarkedRow({ about, row: read }: { about: ImportDetail; row: ImportedRow }) {
  const acts = useImportActs(about.id)
  const [row, setRow] = useState(read)
  const [typed, setTyped] = useState<ReadonlyMap<number, string>>(new Map())
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const faulty = row.cells.filter((cell) => cell.fault !== null)

  async function mend(leftOut: boolean) {
    setBusy(true)
    setFault(undefined)
    try {
      const cells = leftOut ? [] : [...typed].map(([column, text]) => ({ column, text }))
      setRow(await acts.mend(row.number, cells, leftOut))
      setTyped(new Map())
    } catch (cause) {
      setFault(cause)
    }
    setBusy(false)
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!busy && typed.size > 0) void mend(false)
  }
  return (
    <li className="card import__row">
      <form onSubmit={submit} noValidate>
        <div className="import__row-head">
          <h3>{T.row(row.number)}</h3>
          {row.skipped !== null && <StatusWord tone="quiet" word={row.skipped} />}
          {row.skipped === null && faulty.length === 0 && read.cells.some((cell) => cell.fault) && (
            <StatusWord tone="done" word={T.mended} />
          )}
          <div className="import__row-acts">
            {typed.size > 0 && (
              <Button kind="main" submit busy={busy}>
                {T.save}
              </Button>
            )}
            <Button kind="quiet" busy={busy} onPress={() => void mend(!row.leftOut)}>
              {row.leftOut ? T.takeIn : T.leaveOut}
            </Button>
          </div>
        </div>
        <div className="import__cells">
          {row.cells.map((cell) => (
            <CellOfRow
              key={cell.column}
              number={row.number}
              heading={about.columns.find((each) => each.column === cell.column)?.heading ?? ''}
              cell={cell}
              typed={typed.get(cell.column)}
              onType={(text) => setTyped((now) => new Map([...now, [cell.column, text]]))}
            />
          ))}
        </div>
        {fault !== undefined && (
          <p className="y-field__fault" role="alert">
            {problemWords(fault)}
          </p>
        )}
      </form>
    </li>
  )
}

function CellOfRow(props: {
  number: number
  heading: string
  cell: Cell
  typed: string | undefined
  onType: (text: string) => void
}) {
  const { number, heading, cell, typed, onType } = props
  const id = `cell-${number}-${cell.column}`
  return (
    <div className={cell.fault === null ? 'import__cell' : 'import__cell import__cell--faulty'}>
      <span className="import__heading">{heading}</span>
      {cell.fault === null ? (
        <span className="import__text">{cell.text || T.empty}</span>
      ) : (
        <>
          <input
            id={id}
            className="y-input"
            aria-label={T.cell(number, heading)}
            aria-invalid
            aria-describedby={`${id}-fault`}
            value={typed ?? cell.text}
            maxLength={2000}
            autoComplete="off"
            onChange={(event) => onType(event.target.value)}
          />
          <p className="y-field__fault" id={`${id}-fault`}>
            <span aria-hidden="true">✕ </span>
            {cell.fault}
          </p>
        </>
      )}
      {cell.notes.map((note) => (
        <p key={note} className="y-field__hint">
          {note}
        </p>
      ))}
    </div>
  )
}
