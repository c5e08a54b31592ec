import type { Team } from '@yimi/contract/team.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { type TeamValues, useSaveTeam } from './teams-api.ts'

export function TeamDialog(props: {
  team?: Team
  kinds: readonly { code: string; label: string }[]
  onClose: () => void
}) {
  const { team, kinds } = props
  const save = useSaveTeam(team)
  const first = useMyOrganisations()[0]?.id ?? null
  const initial: TeamValues = {
    name: team?.name ?? '',
    kind: team?.kind ?? kinds[0]?.code ?? '',
    purpose: team?.purpose ?? '',
    closed: team ? team.until !== null : false,
    orgId: team?.orgId ?? null,
  }
  return (
    <FormDialog
      title={team ? M.teams.change : M.teams.add}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => values.name.trim() !== '' && values.kind !== '' && (values.orgId ?? first) !== null}
      onSubmit={(values, key) => save({ ...values, orgId: values.orgId ?? first }, key)}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          {!team && (
            <OrganisationPick value={values.orgId ?? first} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          )}
          <PickField
            label={M.teams.kind}
            value={values.kind}
            options={kinds.map((kind) => ({ value: kind.code, label: kind.label }))}
            onPick={(kind) => kind && change({ kind })}
            {...fault('kind')}
          />
          <TextField
            name="team-name"
            label={M.teams.name}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextAreaField
            name="purpose"
            label={M.teams.purpose}
            optional={M.act.optional}
            rows={3}
            maxLength={300}
            value={values.purpose}
            onChange={(purpose) => change({ purpose })}
            {...fault('purpose')}
          />
          {team && (
            <CheckField label={M.teams.close} checked={values.closed} onCheck={(closed) => change({ closed })} />
          )}
        </>
      )}
    </FormDialog>
  )
}
