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
  // The units may arrive after the dialog has opened: the first of them stands until another is picked.
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: Values = { orgId: null, title: '' }
  return (
    <FormDialog
      title={M.broadcasts.startTitle}
      submitWords={M.broadcasts.startAct}
      initial={initial}
      ready={(values) => (values.orgId ?? first) !== null}
      onSubmit={async ({ orgId: picked, title }, key) => {
        const orgId = picked ?? first
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
          <OrganisationPick value={values.orgId ?? first} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
        </>
      )}
    </FormDialog>
  )
}
