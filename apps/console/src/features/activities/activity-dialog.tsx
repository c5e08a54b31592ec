import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { useActivityKinds, usePlanning } from './activities-api.ts'
import { ActivityFields } from './activity-fields.tsx'
import { type Leader, LeaderField } from './leader-field.tsx'

const EMPTY = {
  orgId: null as string | null,
  kind: null as string | null,
  title: '',
  words: '',
  place: '',
  from: null as string | null,
  until: null as string | null,
  volunteerPlaces: 10 as number | null,
  residentPlaces: 0 as number | null,
  leader: null as Leader | null,
}

/** Plans one activity; it is opened for sign-up on its own page. */
export function ActivityDialog({ onClose }: { onClose: () => void }) {
  const kinds = useActivityKinds()
  const planning = usePlanning()
  return (
    <FormDialog
      title={M.activities.add}
      submitWords={M.act.save}
      initial={EMPTY}
      ready={(one) => Boolean(one.orgId && one.kind && one.title.trim() && one.place.trim() && one.from && one.until)}
      onSubmit={async ({ leader, orgId, kind, from, until, volunteerPlaces, residentPlaces, ...words }, key) => {
        if (!orgId || !kind || !from || !until) return
        const places = { volunteerPlaces: volunteerPlaces ?? 0, residentPlaces: residentPlaces ?? 0 }
        const body = { ...words, ...places, orgId, kind, from, until, leaderVolunteerId: leader?.id ?? null }
        await planning.create(body, key)
      }}
      onClose={onClose}
    >
      {(form) => (
        <>
          <OrganisationPick
            value={form.values.orgId}
            onPick={(orgId) => form.change({ orgId })}
            {...form.fault('orgId')}
          />
          <PickField
            label={M.activities.kind}
            value={form.values.kind}
            options={(kinds.data ?? []).map((one) => ({ value: one.code, label: one.label }))}
            onPick={(kind) => form.change({ kind })}
            {...form.fault('kind')}
          />
          <ActivityFields form={form} />
          <LeaderField value={form.values.leader} onLeader={(leader) => form.change({ leader })} />
        </>
      )}
    </FormDialog>
  )
}
