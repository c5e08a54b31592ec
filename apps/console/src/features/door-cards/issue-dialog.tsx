import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PersonFind } from '../../components/person-find.tsx'
import { M } from '../../messages.ts'
import { useSession } from '../../session-context.ts'
import { useDoorCardActs } from './door-cards-api.ts'

type Values = { orgId: string; personId: string | null }

export function IssueDialog({ onClose }: { onClose: () => void }) {
  const { me } = useSession()
  const acts = useDoorCardActs()
  const initial: Values = { orgId: me.assignments[0]?.orgId ?? '', personId: null }
  return (
    <FormDialog
      title={M.door.issueTitle}
      submitWords={M.door.issue}
      initial={initial}
      ready={(values) => values.personId !== null && values.orgId !== ''}
      onSubmit={({ orgId, personId }, key) => acts.issue({ orgId, personId: personId ?? '' }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OrganisationPick
            label={M.door.unit}
            value={values.orgId}
            onPick={(orgId) => change({ orgId })}
            {...fault('orgId')}
          />
          <PersonFind
            volunteers
            label={M.door.volunteer}
            value={values.personId}
            onPick={(personId) => change({ personId })}
            {...fault('personId')}
          />
        </>
      )}
    </FormDialog>
  )
}
