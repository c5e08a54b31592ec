import type { Conduct } from '@yimi/contract/service.ts'
import { CONDUCT_LABELS } from '@yimi/contract/service-labels.ts'
import { CheckField } from '../../components/check-field.tsx'
import { M } from '../../messages.ts'
import { CONDUCT_KEYS } from './service-draft.ts'

export function ConductFields({ conduct, onChange }: { conduct: Conduct; onChange: (conduct: Conduct) => void }) {
  return (
    <fieldset className="field-rules__row">
      <legend>{M.services.conduct}</legend>
      {CONDUCT_KEYS.map((key) => (
        <CheckField
          key={key}
          label={CONDUCT_LABELS[key].zh}
          checked={conduct[key]}
          onCheck={(on) => onChange({ ...conduct, [key]: on })}
        />
      ))}
    </fieldset>
  )
}
