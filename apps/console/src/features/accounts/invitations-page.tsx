import type { Invitation } from '@yimi/contract/account.ts'
import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { fullLink } from '../../components/page-href.ts'
import { Count, Pager } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { ShownOnce } from '../../components/shown-once.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useInvitationActs, useInvitations } from './accounts-api.ts'
import { InviteDialog } from './invite-dialog.tsx'

const TONES: Readonly<Record<Invitation['state'], StatusTone>> = {
  sent: 'waiting',
  accepted: 'done',
  lapsed: 'attention',
  withdrawn: 'quiet',
}

export function InvitationsPage() {
  const mayInvite = useMay('account.invite')
  const [offset, setOffset] = useState(0)
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<string>()
  const [fault, setFault] = useState<unknown>()
  const invitations = useInvitations(offset)
  const { renew, withdraw } = useInvitationActs()
  async function act(work: Promise<unknown>) {
    setFault(undefined)
    await work.catch(setFault)
  }
  const add = mayInvite && (
    <Button kind="main" onPress={() => setInviting(true)}>
      {M.accounts.invite}
    </Button>
  )
  return (
    <Page
      title={M.accounts.invitations}
      lead={M.accounts.invitationsLead}
      back={{ href: '#/accounts', words: M.accounts.back }}
      actions={add}
    >
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView query={invitations} isEmpty={(data) => data.items.length === 0} emptyWords={M.accounts.noInvitations}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records
              caption={M.accounts.invitations}
              rows={data.items}
              rowKey={(row) => row.id}
              columns={columns(
                (row) => void act(renew(row.id).then((made) => setLink(made.link))),
                (row) => void act(withdraw(row.id)),
              )}
            />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {inviting && <InviteDialog onLink={setLink} onClose={() => setInviting(false)} />}
      {link && (
        <ShownOnce
          title={M.accounts.link}
          items={[{ label: M.accounts.link, text: fullLink(link) }]}
          onClose={() => setLink(undefined)}
        />
      )}
    </Page>
  )
}

function columns(onRenew: (row: Invitation) => void, onWithdraw: (row: Invitation) => void): Column<Invitation>[] {
  return [
    { key: 'name', title: M.accounts.name, head: true, cell: (row) => <strong>{row.name}</strong> },
    { key: 'role', title: M.accounts.role, cell: (row) => ROLE_LABELS[row.role].zh },
    { key: 'org', title: M.accounts.organisation, cell: (row) => row.orgName },
    {
      key: 'state',
      title: M.accounts.state,
      cell: (row) => <StatusWord tone={TONES[row.state]} word={M.accounts.states[row.state]} />,
    },
    { key: 'expires', title: M.accounts.expiresAt, cell: (row) => dayTime(row.expiresAt) },
    { key: 'by', title: M.accounts.invitedBy, cell: (row) => row.invitedBy },
    {
      key: 'act',
      title: M.accounts.actions,
      cell: (row) => (
        <div className="row-actions">
          {row.availableMoves.includes('renew') && <Button onPress={() => onRenew(row)}>{M.accounts.renew}</Button>}
          {row.availableMoves.includes('withdraw') && (
            <Button onPress={() => onWithdraw(row)}>{M.accounts.withdraw}</Button>
          )}
        </div>
      ),
    },
  ]
}
