import type { Account } from '@yimi/contract/account.ts'
import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useAccounts } from './accounts-api.ts'

const columns: Column<Account>[] = [
  {
    key: 'name',
    title: M.accounts.name,
    head: true,
    cell: (row) => <a href={`#/accounts/${row.id}`}>{row.name}</a>,
  },
  { key: 'username', title: M.accounts.username, cell: (row) => <code>{row.username}</code> },
  { key: 'org', title: M.accounts.organisation, cell: (row) => row.orgName },
  { key: 'roles', title: M.accounts.roles, cell: (row) => rolesOf(row) },
  { key: 'status', title: M.accounts.status, cell: (row) => <AccountStatus account={row} /> },
  {
    key: 'seen',
    title: M.accounts.lastSeen,
    cell: (row) => (row.lastSeenAt ? dayTime(row.lastSeenAt) : M.accounts.never),
  },
]

export function AccountsPage() {
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const accounts = useAccounts(search, offset)
  return (
    <Page
      title={M.accounts.title}
      actions={
        useMay('account.invite') && (
          <ButtonLink kind="main" href="#/invitations">
            {M.accounts.toInvitations}
          </ButtonLink>
        )
      }
    >
      <SearchField
        label={M.accounts.search}
        onSearch={(words) => {
          setSearch(words)
          setOffset(0)
        }}
      />
      <QueryView query={accounts} isEmpty={(data) => data.items.length === 0} emptyWords={M.accounts.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.accounts.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

export function AccountStatus({ account }: { account: Account }) {
  const active = account.status === 'active'
  return <StatusWord tone={active ? 'done' : 'failed'} word={active ? M.accounts.active : M.accounts.disabled} />
}

function rolesOf(account: Account): string {
  const roles = [...new Set(account.assignments.map((assignment) => ROLE_LABELS[assignment.role].zh))]
  return roles.join('、') || M.accounts.noRoles
}
