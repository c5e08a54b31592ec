import type { Account } from '@yimi/contract/account.ts'
import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import { GrantableRole } from '@yimi/contract/roles.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import type { GrantableRole as RoleCode } from './accounts-api.ts'

const roles = GrantableRole.options.map((role) => ({ value: role, label: ROLE_LABELS[role].zh }))

export function RolePick(props: { value: RoleCode | null; fault?: string; onPick: (role: RoleCode) => void }) {
  return (
    <PickField
      label={M.accounts.role}
      fault={props.fault}
      value={props.value}
      options={roles}
      onPick={(value) => {
        const role = GrantableRole.safeParse(value)
        if (role.success) props.onPick(role.data)
      }}
    />
  )
}

type Values = { role: RoleCode | null; orgId: string | null }

export function GrantDialog(props: {
  account: Account
  onGrant: (body: { role: RoleCode; orgId: string }, key: string) => Promise<unknown>
  onClose: () => void
}) {
  const initial: Values = { role: null, orgId: props.account.orgId }
  return (
    <FormDialog
      title={M.accounts.grantTitle(props.account.name)}
      submitWords={M.accounts.grant}
      initial={initial}
      ready={(values) => values.role !== null && values.orgId !== null}
      onSubmit={async ({ role, orgId }, key) => {
        if (role && orgId) await props.onGrant({ role, orgId }, key)
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <RolePick value={values.role} onPick={(role) => change({ role })} {...fault('role')} />
          <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
        </>
      )}
    </FormDialog>
  )
}
