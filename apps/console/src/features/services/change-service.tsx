import type { Service } from '@yimi/contract/service.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import type { ServiceKinds } from './service-draft.ts'
import { ServiceEditor } from './service-editor.tsx'
import { useServiceActs } from './services-api.ts'

/** New words from a day on; those before stay in the history. */
export function ChangeService(props: { service: Service; kinds: ServiceKinds; onDone: () => void }) {
  const { service } = props
  const acts = useServiceActs(service.forOrgId)
  const [from, setFrom] = useState(today())
  return (
    <ServiceEditor
      initial={service.content}
      kinds={props.kinds}
      submitWords={M.services.saveNew}
      ready
      stamp={from}
      onSubmit={(content, key) => acts.change(service.id, { basedOn: service.ownVersion, from, content }, key)}
      onDone={props.onDone}
    >
      {(faults) => (
        <>
          <Notice kind="info" title={M.services.changeNote} />
          <div className="narrow">
            <DayField label={M.services.begins} value={from} onPick={setFrom} fault={faults.from} />
          </div>
        </>
      )}
    </ServiceEditor>
  )
}
