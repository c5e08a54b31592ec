import { getRouteApi } from '@tanstack/react-router'
import type { Account } from '@yimi/contract/account.ts'
import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useAccount, useAccountActs } from './accounts-api.ts'
import { AccountStatus } from './accounts-page.tsx'
import { GrantDialog } from './grant-dialog.tsx'

type Assignment = Account['assignments'][number]
type Open = 'grant' | 'disable' | { revoke: Assignment }
const route = getRouteApi('/accounts/$id')

export function AccountPage() {
  const { id } = route.useParams()
  const account = useAccount(id)
  const acts = useAccountActs(id)
  const mayGrant = useMay('account.grant')
  const mayDisable = useMay('account.disable')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Page title={account.data?.name ?? M.accounts.title} back={{ href: '#/accounts', words: M.accounts.back }}>
      <QueryView query={account}>
        {(data) => (
          <>
            <AccountFacts account={data} />
            <h2>{M.accounts.roles}</h2>
            <RoleList account={data} {...(mayGrant ? { onRevoke: (revoke: Assignment) => setOpen({ revoke }) } : {})} />
            {mayGrant && data.status === 'active' && (
              <Button onPress={() => setOpen('grant')}>{M.accounts.grant}</Button>
            )}
            {mayDisable && data.status === 'active' && (
              <div className="danger-zone">
                <Button kind="danger" onPress={() => setOpen('disable')}>
                  {M.accounts.disable}
                </Button>
              </div>
            )}
            {open === 'grant' && <GrantDialog account={data} onGrant={acts.grant} onClose={close} />}
            {open === 'disable' && (
              <ReasonDialog
                title={M.accounts.disableTitle(data.name)}
                submitWords={M.accounts.disableAct}
                danger
                maxLength={200}
                note={<Notice kind="attention" title={M.accounts.disableNote} />}
                onSubmit={acts.disable}
                onClose={close}
              />
            )}
            {typeof open === 'object' && (
              <RevokeDialog assignment={open.revoke} onRevoke={acts.revoke} onClose={close} />
            )}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function AccountFacts({ account }: { account: Account }) {
  return (
    <dl className="facts card">
      <div>
        <dt>{M.accounts.username}</dt>
        <dd>
          <code>{account.username}</code>
        </dd>
      </div>
      <div>
        <dt>{M.accounts.organisation}</dt>
        <dd>{account.orgName}</dd>
      </div>
      <div>
        <dt>{M.accounts.status}</dt>
        <dd>
          <AccountStatus account={account} />
        </dd>
      </div>
      <div>
        <dt>{M.accounts.secondFactor}</dt>
        <dd>{account.secondFactor ? M.accounts.enrolled : M.accounts.notEnrolled}</dd>
      </div>
      <div>
        <dt>{M.accounts.lastSeen}</dt>
        <dd>{account.lastSeenAt ? dayTime(account.lastSeenAt) : M.accounts.never}</dd>
      </div>
    </dl>
  )
}

function RoleList({ account, onRevoke }: { account: Account; onRevoke?: (assignment: Assignment) => void }) {
  if (account.assignments.length === 0) return <EmptyState words={M.accounts.noRoles} />
  return (
    <ul className="lines">
      {account.assignments.map((assignment) => (
        <li key={assignment.id}>
          <span>{M.accounts.at(ROLE_LABELS[assignment.role].zh, assignment.orgName)}</span>
          {onRevoke && <Button onPress={() => onRevoke(assignment)}>{M.accounts.revoke}</Button>}
        </li>
      ))}
    </ul>
  )
}

function RevokeDialog(props: {
  assignment: Assignment
  onRevoke: (assignmentId: string) => Promise<unknown>
  onClose: () => void
}) {
  const { assignment } = props
  return (
    <FormDialog
      title={M.accounts.revokeTitle}
      submitWords={M.accounts.revoke}
      danger
      initial={{}}
      onSubmit={() => props.onRevoke(assignment.id)}
      onClose={props.onClose}
    >
      {() => <p>{M.accounts.revokeLead(ROLE_LABELS[assignment.role].zh, assignment.orgName)}</p>}
    </FormDialog>
  )
}
