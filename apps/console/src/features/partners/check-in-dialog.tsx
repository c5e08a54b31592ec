import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { usePartnerActs, usePartnerKinds } from './partners-api.ts'

/** An organisation asks to check in, by its contact or written down from paper. */
export function CheckInDialog({ title, onClose }: { title: string; onClose: () => void }) {
  const acts = usePartnerActs()
  const kinds = usePartnerKinds().data ?? []
  const stations = useMyOrganisations()
  const first = (stations.find((one) => one.level === 'station') ?? stations[0])?.id ?? null
  const initial: { orgId: string | null; name: string; kind: string; contactName: string; contact: string } = {
    orgId: null,
    name: '',
    kind: 'enterprise',
    contactName: '',
    contact: '',
  }
  return (
    <FormDialog
      title={title}
      submitWords={title}
      initial={initial}
      ready={({ orgId, name, contactName }) =>
        (orgId ?? first) !== null && name.trim() !== '' && contactName.trim() !== ''
      }
      onSubmit={async ({ orgId, ...words }, key) => acts.apply({ ...words, orgId: orgId ?? first ?? '' }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OrganisationPick
            label={M.partners.station}
            value={values.orgId ?? first}
            onPick={(orgId) => change({ orgId })}
            {...fault('orgId')}
          />
          <TextField
            name="partner-name"
            label={M.partners.name}
            maxLength={60}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <PickField
            label={M.partners.kind}
            value={values.kind}
            options={kinds.map((kind) => ({ value: kind.code, label: kind.label }))}
            onPick={(kind) => kind && change({ kind })}
            {...fault('kind')}
          />
          <TextField
            name="contact-name"
            label={M.partners.contactName}
            maxLength={40}
            value={values.contactName}
            onChange={(contactName) => change({ contactName })}
            {...fault('contactName')}
          />
          <TextField
            name="contact"
            label={M.partners.contact}
            maxLength={60}
            inputMode="tel"
            value={values.contact}
            onChange={(contact) => change({ contact })}
            {...fault('contact')}
          />
        </>
      )}
    </FormDialog>
  )
}
