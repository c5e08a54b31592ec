import type { SheetLine } from '@yimi/contract/activity.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useSheetActs } from './activities-api.ts'

/** When one of those who came was really there. */
export function TimesDialog(props: { activityId: string; line: SheetLine; onClose: () => void }) {
  const { line } = props
  const acts = useSheetActs(props.activityId)
  return (
    <FormDialog
      title={M.activities.setTimesOf(line.name || line.number)}
      submitWords={M.act.save}
      initial={{ from: line.from, until: line.until, reason: '' }}
      ready={({ from, until, reason }) => Boolean(from && until && reason.trim())}
      onSubmit={(values, key) => acts.movePlace(line.placeId, { move: 'set-times', ...values }, key)}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p className="second">{M.activities.setTimesHint}</p>
          <MomentField
            label={M.activities.from}
            value={values.from}
            onPick={(from) => change({ from })}
            {...fault('from')}
          />
          <MomentField
            label={M.activities.until}
            value={values.until}
            onPick={(until) => change({ until })}
            {...fault('until')}
          />
          <TextField
            name="reason"
            label={M.act.reason}
            maxLength={200}
            value={values.reason}
            onChange={(reason) => change({ reason })}
            {...fault('reason')}
          />
        </>
      )}
    </FormDialog>
  )
}
