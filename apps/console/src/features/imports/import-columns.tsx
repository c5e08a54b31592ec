import type { ImportDetail } from '@yimi/contract/import.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { CheckField } from '../../components/check-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useImportActs } from './import-api.ts'

const T = M.imports.columns

/** What each column of the sheet is. A field is given to one column: choosing it for another takes it from the first. */
export function ImportColumns({ about }: { about: ImportDetail }) {
  const acts = useImportActs(about.id)
  const [fields, setFields] = useState(() => new Map(about.columns.map((each) => [each.column, each.field ?? ''])))
  const [withHidden, setWithHidden] = useState(about.withHidden)
  const [state, setState] = useState<'as-read' | 'changed' | 'saving' | 'saved'>('as-read')
  const [fault, setFault] = useState<unknown>()
  const hasHidden = about.sheets.some((sheet) => sheet.chosen && sheet.hiddenRows > 0)

  function choose(column: number, field: string) {
    setState('changed')
    setFields((now) => new Map([...now].map(([at, had]) => [at, at === column ? field : had === field ? '' : had])))
  }
  async function save() {
    setState('saving')
    setFault(undefined)
    const mapping = Object.fromEntries([...fields].flatMap(([column, field]) => (field ? [[field, column]] : [])))
    try {
      await acts.map(mapping, withHidden)
      setState('saved')
    } catch (cause) {
      setFault(cause)
      setState('changed')
    }
  }
  return (
    <section className="card" aria-labelledby="import-columns">
      <h2 id="import-columns">{T.title}</h2>
      {about.remembered && <p>{T.remembered}</p>}
      <ColumnTable about={about} fields={fields} onChoose={choose} />
      {hasHidden && (
        <CheckField
          label={M.imports.understood.withHidden}
          checked={withHidden}
          onCheck={(checked) => {
            setState('changed')
            setWithHidden(checked)
          }}
        />
      )}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {state === 'saved' && <Notice kind="done" title={T.saved} spoken />}
      {(state === 'changed' || state === 'saving') && (
        <Button kind="main" busy={state === 'saving'} onPress={() => void save()}>
          {T.save}
        </Button>
      )}
    </section>
  )
}

function ColumnTable(props: {
  about: ImportDetail
  fields: ReadonlyMap<number, string>
  onChoose: (column: number, field: string) => void
}) {
  const { about, fields, onChoose } = props
  return (
    <ul className="import__columns">
      {about.columns.map(({ column, letters, heading }) => (
        <li key={column}>
          <label htmlFor={`column-${column}`}>
            <span className="import__letters">{letters}</span> {heading}
          </label>
          <select
            id={`column-${column}`}
            className="y-input"
            value={fields.get(column) ?? ''}
            onChange={(event) => onChoose(column, event.target.value)}
          >
            <option value="">{T.skip}</option>
            {about.fields.map(({ field, label, required }) => (
              <option key={field} value={field}>
                {required ? `${label}（${T.required}）` : label}
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  )
}
