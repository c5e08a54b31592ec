import { SERVICE_STATUSES, type Service, ServiceStatus } from '@yimi/contract/service.ts'
import { SERVICE_STATUS_LABELS } from '@yimi/contract/service-labels.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { type StatusValues, useServiceActs } from './services-api.ts'

/** Offer it, stop it, or close it for a time. */
export function StatusDialog({ service, onClose }: { service: Service; onClose: () => void }) {
  const acts = useServiceActs(service.forOrgId)
  const initial: StatusValues = { status: service.status.status, from: today(), until: null, reason: '' }
  return (
    <FormDialog
      title={M.services.setStatus}
      submitWords={M.act.save}
      initial={initial}
      onSubmit={(values, key) => acts.setStatus(service.id, values, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.services.statusLead}</p>
          <PickField
            label={M.services.status}
            value={values.status}
            options={SERVICE_STATUSES.map((value) => ({ value, label: SERVICE_STATUS_LABELS[value].zh }))}
            onPick={(status) => change({ status: ServiceStatus.parse(status), until: null })}
          />
          <DayField
            label={M.services.begins}
            value={values.from}
            onPick={(from) => change({ from })}
            {...fault('from')}
          />
          {values.status === 'closed' && (
            <DayField
              label={M.services.until}
              optional={M.act.optional}
              value={values.until ?? ''}
              onPick={(until) => change({ until })}
              {...fault('until')}
            />
          )}
          <TextField
            name="reason"
            label={M.services.reason}
            hint={M.services.reasonHint}
            optional={M.act.optional}
            maxLength={100}
            value={values.reason}
            onChange={(reason) => change({ reason })}
          />
        </>
      )}
    </FormDialog>
  )
}
