import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { M } from '../../messages.ts'
import { useBroadcastActs } from './broadcast-api.ts'

/** What is still missing, and handing in. Cancelling stands apart from it. */
export function ApplicationActions({ broadcast, saved }: { broadcast: Broadcast; saved: boolean }) {
  const [open, setOpen] = useState<'apply' | 'resubmit' | 'cancel'>()
  const acts = useBroadcastActs(broadcast.id)
  const may = (move: string) => broadcast.availableMoves.includes(move)
  const hand = broadcast.state === 'draft' ? 'apply' : broadcast.state === 'returned' ? 'resubmit' : undefined
  const missing = broadcast.missing.map((field) => FIELD_LABELS[field].zh).join('、')
  const complete = broadcast.missing.length === 0
  const close = () => setOpen(undefined)
  return (
    <>
      {hand && (
        <div className="application__hand-in">
          <Notice
            kind={complete ? 'done' : 'info'}
            title={complete ? M.broadcasts.form.complete : M.broadcasts.form.missing(missing)}
          >
            {!saved && <p>{M.broadcasts.form.notSavedYet}</p>}
          </Notice>
          <Button kind="main" busy={!complete || !saved} onPress={() => setOpen(hand)}>
            {M.broadcasts.form[hand]}
          </Button>
        </div>
      )}
      {may('cancel') && (
        <div className="danger-zone">
          <Button kind="danger" onPress={() => setOpen('cancel')}>
            {M.broadcasts.form.cancel}
          </Button>
        </div>
      )}
      {(open === 'apply' || open === 'resubmit') && (
        <FormDialog
          title={open === 'apply' ? M.broadcasts.form.applyTitle : M.broadcasts.form.resubmitTitle}
          submitWords={M.broadcasts.form[open]}
          initial={{}}
          onSubmit={(_, key) => acts[open](key)}
          onClose={close}
        >
          {() => <p>{open === 'apply' ? M.broadcasts.form.applyLead : M.broadcasts.form.resubmitLead}</p>}
        </FormDialog>
      )}
      {open === 'cancel' && (
        <ReasonDialog
          title={M.broadcasts.form.cancelTitle}
          submitWords={M.broadcasts.form.cancelAct}
          danger
          maxLength={300}
          note={<p>{M.broadcasts.form.cancelLead}</p>}
          onSubmit={acts.cancel}
          onClose={close}
        />
      )}
    </>
  )
}
