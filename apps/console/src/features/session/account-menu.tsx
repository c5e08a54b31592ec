import { useNavigate } from '@tanstack/react-router'
import { Button } from '@yimi/ui/button.tsx'
import { Dropdown } from 'antd'
import { useState } from 'react'
import { M } from '../../messages.ts'
import { useSession } from '../../session-context.ts'
import { PasswordDialog } from './password-dialog.tsx'
import { sendSignOut } from './session-api.ts'

export function AccountMenu() {
  const { me, onSignedOut } = useSession()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)

  async function leave() {
    // The session may be over already; either way the person wants to be out.
    await sendSignOut().catch(() => undefined)
    location.hash = '#/'
    onSignedOut()
  }

  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'sessions', label: M.session.sessions, onClick: () => void navigate({ to: '/me' }) },
            { key: 'password', label: M.session.changePassword, onClick: () => setChanging(true) },
            { type: 'divider' },
            { key: 'leave', label: M.session.signOut, onClick: () => void leave() },
          ],
        }}
      >
        <span className="account-menu">
          <Button label={M.shell.account(me.name)}>{me.name}</Button>
        </span>
      </Dropdown>
      {changing && <PasswordDialog onClose={() => setChanging(false)} />}
    </>
  )
}
