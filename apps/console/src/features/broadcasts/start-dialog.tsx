import { FIELD_LABELS } from '@yimi/contract/labels.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { sendStart, useTakeBroadcast } from './broadcast-api.ts'

type Values = { orgId: string | null; title: string }

export function StartDialog(props: { onStarted: (id: string) => void; onClose: () => void }) {
  const take = useTakeBroadcast()
  const initial: Values = { orgId: useMyOrganisations()[0]?.id ?? null, title: '' }
  return (
    <FormDialog
      title={M.broadcasts.startTitle}
      submitWords={M.broadcasts.startAct}
      initial={initial}
      ready={(values) => values.orgId !== null}
      onSubmit={async ({ orgId, title }, key) => {
        if (!orgId) return
        const made = await sendStart(orgId, title, key)
        await take(made)
        props.onStarted(made.id)
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <TextField
            name="new-title"
            label={FIELD_LABELS.title.zh}
            optional={M.act.optional}
            maxLength={80}
            value={values.title}
            onChange={(title) => change({ title })}
            {...fault('title')}
          />
          <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
        </>
      )}
    </FormDialog>
  )
}
