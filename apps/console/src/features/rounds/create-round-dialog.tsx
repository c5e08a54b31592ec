import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useRoundActs, useRoundCandidates } from './rounds-api.ts'

type Values = { orgId: string | null; serviceId: string | null; name: string; from: string; until: string }

/** All ready orders of one service become one round. */
export function CreateRoundDialog(props: { onClose: () => void }) {
  const organisations = useMyOrganisations()
  const acts = useRoundActs()
  const initial: Values = {
    orgId: organisations[0]?.id ?? null,
    serviceId: null,
    name: '',
    from: today(),
    until: today(),
  }
  return (
    <FormDialog<Values>
      title={M.rounds.create}
      initial={initial}
      submitWords={M.rounds.create}
      ready={(values) => values.orgId !== null && values.serviceId !== null && values.name.trim() !== ''}
      onSubmit={async ({ orgId, serviceId, ...words }, key) => {
        if (!orgId || !serviceId) return
        const made = await acts.create({ orgId, serviceId, ...words }, key)
        window.location.hash = `#/rounds/${made.id}`
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.rounds.createLead}</p>
          <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId, serviceId: null })} />
          <ServicePick orgId={values.orgId} value={values.serviceId} onPick={(serviceId) => change({ serviceId })} />
          <TextField
            name="name"
            label={M.rounds.name}
            hint={M.rounds.nameHint}
            value={values.name}
            maxLength={40}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <DayField label={M.rounds.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
          <DayField
            label={M.rounds.until}
            value={values.until}
            onPick={(until) => change({ until })}
            {...fault('until')}
          />
        </>
      )}
    </FormDialog>
  )
}

function ServicePick(props: { orgId: string | null; value: string | null; onPick: (id: string | null) => void }) {
  const candidates = useRoundCandidates(props.orgId)
  return (
    <PickField
      label={M.rounds.service}
      value={props.value}
      options={(candidates.data?.items ?? []).map((one) => ({
        value: one.serviceId,
        label: M.rounds.candidate(one.name, one.orders),
      }))}
      onPick={props.onPick}
    />
  )
}
