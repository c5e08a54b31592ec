import { Notice } from '@yimi/ui/notice.tsx'
import { Modal } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import { EntryField } from './entry-frame.tsx'
import { sendPassword } from './session-api.ts'

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const [done, setDone] = useState(false)
  return done ? (
    <Modal open title={M.session.changePassword} footer={null} onCancel={onClose}>
      <Notice kind="done" title={M.session.passwordChanged} spoken />
    </Modal>
  ) : (
    <PasswordForm onDone={() => setDone(true)} onClose={onClose} />
  )
}

function PasswordForm({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  return (
    <FormDialog
      title={M.session.changePassword}
      submitWords={M.session.changePassword}
      initial={{ current: '', next: '' }}
      ready={(values) => values.current !== '' && values.next.length >= 12}
      onSubmit={(values) => sendPassword(values)}
      onDone={onDone}
      onClose={onClose}
    >
      {({ values, change }) => (
        <>
          <EntryField
            label={M.session.currentPassword}
            type="password"
            autoComplete="current-password"
            value={values.current}
            onText={(current) => change({ current })}
          />
          <EntryField
            label={M.session.nextPassword}
            hint={M.session.invitationPasswordHint}
            type="password"
            autoComplete="new-password"
            value={values.next}
            onText={(next) => change({ next })}
          />
        </>
      )}
    </FormDialog>
  )
}
