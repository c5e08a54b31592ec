import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  disableAccount,
  getAccount,
  grantRole,
  type Invitation,
  invite,
  listAccounts,
  listInvitations,
  renewInvitation,
  revokeRole,
  withdrawInvitation,
} from '@yimi/contract/account.ts'
import { call } from '../../call.ts'
import { PAGE_SIZE } from '../../components/pager.tsx'

export type GrantableRole = Invitation['role']
const accountsKey = ['accounts'] as const
const invitationsKey = ['invitations'] as const

export function useAccounts(search: string, offset: number) {
  return useQuery({
    queryKey: [...accountsKey, 'list', search, offset],
    queryFn: () => call(listAccounts, { query: { offset, limit: PAGE_SIZE, ...(search ? { search } : {}) } }),
    placeholderData: keepPreviousData,
  })
}

export function useAccount(id: string) {
  return useQuery({ queryKey: [...accountsKey, 'one', id], queryFn: () => call(getAccount, { params: { id } }) })
}

export function useInvitations(offset: number) {
  return useQuery({
    queryKey: [...invitationsKey, offset],
    queryFn: () => call(listInvitations, { query: { offset, limit: PAGE_SIZE } }),
  })
}

export function useAccountActs(id: string) {
  const then = useThenFetch(accountsKey)
  return {
    grant: (body: { role: GrantableRole; orgId: string }, key: string) =>
      then(call(grantRole, { params: { id }, body }, { key })),
    revoke: (assignmentId: string) => then(call(revokeRole, { params: { id, assignmentId } })),
    disable: (reason: string) => then(call(disableAccount, { params: { id }, body: { reason } })),
  }
}

export function useInvitationActs() {
  const then = useThenFetch(invitationsKey)
  return {
    invite: (body: { name: string; role: GrantableRole; orgId: string }, key: string) =>
      then(call(invite, { body }, { key })),
    renew: (id: string) => then(call(renewInvitation, { params: { id } })),
    withdraw: (id: string) => then(call(withdrawInvitation, { params: { id } })),
  }
}

function useThenFetch(key: readonly string[]) {
  const queries = useQueryClient()
  return async <Answer>(act: Promise<Answer>): Promise<Answer> => {
    const answer = await act
    await queries.invalidateQueries({ queryKey: key })
    return answer
  }
}
