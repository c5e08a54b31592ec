import type { Service } from '@yimi/contract/service.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { ConductFields } from './conduct-fields.tsx'
import { useServiceActs } from './services-api.ts'

export function ConductDialog({ service, onClose }: { service: Service; onClose: () => void }) {
  const acts = useServiceActs(service.forOrgId)
  return (
    <FormDialog
      title={M.services.setConduct}
      submitWords={M.act.save}
      initial={{ from: today(), conduct: service.conduct }}
      onSubmit={(values, key) => acts.setConduct(service.id, { basedOn: service.ownConductVersion, ...values }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.services.conductLead}</p>
          <ConductFields conduct={values.conduct} onChange={(conduct) => change({ conduct })} />
          <DayField
            label={M.services.begins}
            value={values.from}
            onPick={(from) => change({ from })}
            {...fault('from')}
          />
        </>
      )}
    </FormDialog>
  )
}
