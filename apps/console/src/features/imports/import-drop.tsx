import { useNavigate } from '@tanstack/react-router'
import { SelectField } from '@yimi/ui/field.tsx'
import { Upload } from '@yimi/ui/upload.tsx'
import { type DragEvent, useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { stageFile, useImportKinds } from './import-api.ts'

const T = M.imports
const ACCEPT = '.xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** For which unit, what kind of list, and the file: dropped, or chosen. */
export function ImportDrop() {
  const kinds = useImportKinds()
  const first = useMyOrganisations()[0]?.id ?? null
  const [picked, setPicked] = useState<string>()
  const orgId = picked ?? first
  const [kind, setKind] = useState<string>()
  return (
    <section className="card import-drop" aria-labelledby="import-drop">
      <h2 id="import-drop">{T.drop.title}</h2>
      <QueryView query={kinds} isEmpty={(data) => data.items.length === 0} emptyWords={T.drop.noKinds}>
        {({ items }) => {
          const chosen = kind ?? items[0]?.kind ?? ''
          return (
            <>
              <div className="import-drop__to">
                <OrganisationPick value={orgId} onPick={setPicked} />
                <SelectField
                  name="kind"
                  label={T.kind}
                  value={chosen}
                  onChange={setKind}
                  choices={items.map((each) => ({ value: each.kind, label: each.label }))}
                />
              </div>
              {orgId && chosen && <DropZone key={`${orgId} ${chosen}`} orgId={orgId} kind={chosen} />}
            </>
          )
        }}
      </QueryView>
    </section>
  )
}

function DropZone(to: { orgId: string; kind: string }) {
  const navigate = useNavigate()
  const [over, setOver] = useState(false)

  async function send(file: File, onPercent: (percent: number) => void, signal: AbortSignal) {
    const staged = await stageFile(to, file, onPercent, signal)
    await navigate({ to: '/imports/$id', params: { id: staged.id } })
  }
  /** A dropped file goes the way of a chosen one: one place sends, shows progress and says what was refused. */
  function drop(event: DragEvent<HTMLFieldSetElement>) {
    event.preventDefault()
    setOver(false)
    const input = event.currentTarget.querySelector<HTMLInputElement>('input[type=file]')
    if (!input || event.dataTransfer.files.length === 0) return
    input.files = event.dataTransfer.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
  return (
    <fieldset
      className={over ? 'import-drop__zone import-drop__zone--over' : 'import-drop__zone'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <legend className="unseen">{T.drop.title}</legend>
      <p>{T.drop.here}</p>
      <Upload words={T.drop.upload} accept={ACCEPT} send={send} faultWords={problemWords} />
    </fieldset>
  )
}
