import { FormDialog } from '../../components/form-dialog.tsx'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useVolunteerActs } from './volunteers-api.ts'

/** No reason is asked; who likes says when to be asked again. */
export function PauseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const acts = useVolunteerActs(id)
  return (
    <FormDialog
      title={M.volunteers.act('pause')}
      submitWords={M.volunteers.act('pause')}
      initial={{ until: '' }}
      onSubmit={({ until }, key) => acts.move('pause', key, until || null)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.volunteers.pauseNote}</p>
          <DayField
            label={M.volunteers.pauseUntil}
            hint={M.volunteers.pauseUntilHint}
            optional={M.act.optional}
            value={values.until}
            onPick={(until) => change({ until })}
            {...fault('until')}
          />
        </>
      )}
    </FormDialog>
  )
}
