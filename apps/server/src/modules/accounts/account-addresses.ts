import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import { Role } from '@yimi/contract/roles.ts'
import type { AddressBook } from '#platform/delivery/address-book.ts'
import { findInvitation } from './invitation-queries.ts'

/** Who is named by an account, and by an invitation. */
export const accountAddresses: Readonly<Record<string, AddressBook>> = {
  account: async (_given, event) => {
    const role = Role.safeParse(event.refs.role)
    return {
      words: { role: role.success ? ROLE_LABELS[role.data].zh : '' },
      href: '#/me',
      receivers: { 'account-itself': [{ accountId: event.recordId }] },
    }
  },
  invitation: async ({ tx }, event) => {
    const invitation = await findInvitation(tx, event.recordId)
    return (
      invitation && {
        words: { name: invitation.name },
        href: '#/invitations',
        receivers: { inviter: [{ accountId: invitation.invited_by }] },
      }
    )
  },
}
