import { FormDialog } from '../../components/form-dialog.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useHourActs } from './hours-api.ts'

/** A certificate of a period; whoever makes it out is named on it. */
export function CertifyDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const acts = useHourActs()
  return (
    <FormDialog
      title={M.hours.certify}
      submitWords={M.hours.certify}
      initial={{ from: `${today().slice(0, 4)}-01-01`, until: today() }}
      onSubmit={(period, key) => acts.certify(id, period, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.hours.certifyLead}</p>
          <DayField label={M.hours.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
          <DayField label={M.hours.to} value={values.until} onPick={(until) => change({ until })} {...fault('until')} />
        </>
      )}
    </FormDialog>
  )
}
