import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { M } from '../../messages.ts'
import { usePlanning } from './activities-api.ts'
import { daysFrom } from './week-days.ts'

const EMPTY = { orgId: null as string | null }

/** Makes the shifts of the week that is shown, for one unit. */
export function ShiftsDialog(props: { monday: string; onMade: (made: number) => void; onClose: () => void }) {
  const planning = usePlanning()
  return (
    <FormDialog
      title={M.activities.makeShifts}
      submitWords={M.activities.makeShifts}
      initial={EMPTY}
      ready={({ orgId }) => orgId !== null}
      onSubmit={async ({ orgId }, key) => {
        if (orgId) props.onMade(await planning.makeShifts(orgId, props.monday, key))
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.activities.weekOf(props.monday, daysFrom(props.monday).at(-1) ?? '')}</p>
          <OrganisationPick
            label={M.activities.makeFor}
            value={values.orgId}
            onPick={(orgId) => change({ orgId })}
            {...fault('orgId')}
          />
        </>
      )}
    </FormDialog>
  )
}
