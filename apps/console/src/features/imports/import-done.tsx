import type { ImportDetail } from '@yimi/contract/import.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import { useImportActs } from './import-api.ts'

const T = M.imports.done

/** What came of it: imported, with the way back; or taken back, with what stayed. */
export function ImportDone({ about }: { about: ImportDetail }) {
  const [open, setOpen] = useState(false)
  const acts = useImportActs(about.id)
  const unit = T.units[about.kind] ?? T.unit
  if (about.status !== 'imported') {
    const kept = about.created - about.withdrawn
    return (
      <Notice kind="done" title={T.undone(about.withdrawn, unit)} spoken>
        {kept > 0 && <p>{T.kept(kept, unit)}</p>}
        {about.columns.length > 0 && <p>{T.again}</p>}
      </Notice>
    )
  }
  return (
    <>
      <Notice
        kind="done"
        title={T.title(about.created, unit)}
        actions={<Button onPress={() => setOpen(true)}>{T.undo}</Button>}
        spoken
      >
        <p>{T.lead}</p>
      </Notice>
      {open && (
        <FormDialog
          title={T.undoTitle}
          initial={{}}
          submitWords={T.undo}
          danger
          onSubmit={() => acts.undo()}
          onClose={() => setOpen(false)}
        >
          {() => <p>{T.undoLead}</p>}
        </FormDialog>
      )}
    </>
  )
}
