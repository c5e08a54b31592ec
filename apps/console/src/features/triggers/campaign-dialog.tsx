import { useQuery } from '@tanstack/react-query'
import { listServices } from '@yimi/contract/service.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { call } from '../../call.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { type CampaignValues, useTriggerActs } from './triggers-api.ts'

/** For the unit that is chosen and all below it. */
export function CampaignDialog({ onClose }: { onClose: () => void }) {
  const acts = useTriggerActs()
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: CampaignValues = { orgId: null, serviceId: null, name: '', from: today(), until: today() }
  return (
    <FormDialog
      title={M.triggers.addCampaign}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => values.name.trim() !== '' && values.serviceId !== null}
      onSubmit={(values, key) => acts.setCampaign({ ...values, orgId: values.orgId ?? first }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OrganisationPick
            value={values.orgId ?? first}
            onPick={(orgId) => change({ orgId, serviceId: null })}
            {...fault('orgId')}
          />
          <ServicePick
            orgId={values.orgId ?? first}
            value={values.serviceId}
            onPick={(serviceId) => change({ serviceId })}
            {...fault('serviceId')}
          />
          <TextField
            name="campaign-name"
            label={M.triggers.campaign}
            hint={M.triggers.campaignHint}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <DayField
            label={M.triggers.firstDay}
            value={values.from}
            onPick={(from) => change({ from })}
            {...fault('from')}
          />
          <DayField
            label={M.triggers.lastDay}
            value={values.until}
            onPick={(until) => change({ until })}
            {...fault('until')}
          />
        </>
      )}
    </FormDialog>
  )
}

/** Services of the unit that campaigns may bring. */
function ServicePick(props: {
  orgId: string | null
  value: string | null
  onPick: (serviceId: string | null) => void
  fault?: string
}) {
  const { orgId, value, onPick, fault } = props
  const services = useQuery({
    queryKey: ['services', 'list', orgId],
    queryFn: () => call(listServices, { params: { id: orgId ?? '' } }),
    enabled: orgId !== null,
  })
  const options = (services.data?.items ?? [])
    .filter(
      (one) => one.status.status === 'active' && one.content.triggers.some((trigger) => trigger.on === 'campaign'),
    )
    .map((one) => ({ value: one.id, label: one.content.name }))
  return <PickField label={M.triggers.service} value={value} options={options} onPick={onPick} fault={fault} />
}
