import type { askAuditExport } from '@yimi/contract/audit.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { CodeField, isWholeCode } from '../../components/code-dialog.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { exportAddress, sendExportAsk } from './audit-api.ts'

type Asked = RouteAnswer<typeof askAuditExport>

/** Asks for a file of the log, with a code of the second factor, and hands it out. */
export function ExportLog() {
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState<Asked>()
  return (
    <div className="chain-check">
      <Button onPress={() => setOpen(true)}>{M.audit.exportFile}</Button>
      {open && <ExportDialog onAsked={setAsked} onClose={() => setOpen(false)} />}
      {asked && (
        <Notice kind="done" title={M.audit.exportReady} spoken>
          <p>{M.audit.exportReadyLine}</p>
          <p>
            {M.audit.exportKey} <code>{asked.keyFingerprint}</code>
          </p>
          <ButtonLink kind="main" href={exportAddress(asked.id)}>
            {M.audit.exportDownload}
          </ButtonLink>
        </Notice>
      )}
    </div>
  )
}

function ExportDialog({ onAsked, onClose }: { onAsked: (asked: Asked) => void; onClose: () => void }) {
  return (
    <FormDialog
      title={M.audit.exportFile}
      submitWords={M.audit.exportAsk}
      initial={{ from: `${today().slice(0, 4)}-01-01`, to: today(), code: '' }}
      ready={(values) => isWholeCode(values.code) && values.from <= values.to}
      onSubmit={async (values) => onAsked(await sendExportAsk(values))}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.audit.exportLead}</p>
          <DayField label={M.act.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
          <DayField label={M.audit.exportTo} value={values.to} onPick={(to) => change({ to })} {...fault('to')} />
          <CodeField value={values.code} onChange={(code) => change({ code })} {...fault('code')} />
        </>
      )}
    </FormDialog>
  )
}
