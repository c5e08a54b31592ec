import { useNavigate, useParams } from '@tanstack/react-router'
import type { ImportDetail } from '@yimi/contract/import.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useImport, useImportActs } from './import-api.ts'
import { ImportCheck } from './import-check.tsx'
import { ImportColumns } from './import-columns.tsx'
import { ImportDone } from './import-done.tsx'
import { STATUS_TONES } from './import-tones.ts'
import { ImportUnderstood } from './import-understood.tsx'
import { MarkedRows } from './marked-rows.tsx'
import { RunningNotice } from './running-notice.tsx'

const T = M.imports

/** One list on its way in: what was read, what the columns are, what is wrong, and then in or back out. */
export function ImportPage() {
  const { id } = useParams({ from: '/imports/$id' })
  const query = useImport(id)
  const about = query.data
  return (
    <Page
      title={about?.fileName || T.title}
      back={{ href: '#/imports', words: T.title }}
      lead={
        about && (
          <>
            {about.orgName} · {about.kindLabel} ·{' '}
            <StatusWord tone={STATUS_TONES[about.status]} word={T.statuses[about.status]} />
          </>
        )
      }
      actions={about && about.status !== 'running' && about.status !== 'forgotten' && <Forget id={id} />}
    >
      <QueryView query={query}>{(data) => <Staged about={data} />}</QueryView>
    </Page>
  )
}

function Staged({ about }: { about: ImportDetail }) {
  // Mending makes the counts void; the rows stay in view until the list is checked again.
  const [isMarked, setMarked] = useState(false)
  if (about.counts && !isMarked) setMarked(true)
  const stopped = about.stopped ? (T.stopped[about.stopped] ?? T.stopped.failed) : undefined
  if (about.run) return <RunningNotice about={about} run={about.run} />
  if (about.status === 'imported') return <ImportDone about={about} />
  return (
    <div className="import">
      {stopped && <Notice kind="attention" title={stopped} spoken />}
      {about.undoneAt && <ImportDone about={about} />}
      {about.columns.length + about.sheets.length > 0 && (
        <>
          <ImportUnderstood about={about} />
          <ImportColumns key={`${about.id} ${about.withHidden}`} about={about} />
          <ImportCheck about={about} isChanged={isMarked} />
          {isMarked && <MarkedRows about={about} />}
        </>
      )}
    </div>
  )
}

function Forget({ id }: { id: string }) {
  const [open, setOpen] = useState(false)
  const acts = useImportActs(id)
  const navigate = useNavigate()
  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        {T.forget.button}
      </Button>
      {open && (
        <FormDialog
          title={T.forget.title}
          initial={{}}
          submitWords={T.forget.button}
          danger
          onSubmit={() => acts.forget()}
          onClose={() => setOpen(false)}
          onDone={() => void navigate({ to: '/imports' })}
        >
          {() => <p>{T.forget.lead}</p>}
        </FormDialog>
      )}
    </>
  )
}
