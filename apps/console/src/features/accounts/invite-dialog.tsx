import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { type GrantableRole, useInvitationActs } from './accounts-api.ts'
import { RolePick } from './grant-dialog.tsx'

type Values = { name: string; role: GrantableRole | null; orgId: string | null }

/** Invites a person; the link that comes of it is handed to `onLink`, for it is never told again. */
export function InviteDialog(props: { onLink: (link: string) => void; onClose: () => void }) {
  const { invite } = useInvitationActs()
  const initial: Values = { name: '', role: null, orgId: useMyOrganisations()[0]?.id ?? null }
  return (
    <FormDialog
      title={M.accounts.inviteTitle}
      submitWords={M.accounts.inviteAct}
      initial={initial}
      ready={(values) => values.name.trim() !== '' && values.role !== null && values.orgId !== null}
      onSubmit={async ({ name, role, orgId }, key) => {
        if (role && orgId) props.onLink((await invite({ name, role, orgId }, key)).link)
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <TextField
            name="name"
            label={M.accounts.name}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <RolePick value={values.role} onPick={(role) => change({ role })} {...fault('role')} />
          <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
        </>
      )}
    </FormDialog>
  )
}
