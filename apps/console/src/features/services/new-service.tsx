import { TextField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { M } from '../../messages.ts'
import { ConductFields } from './conduct-fields.tsx'
import { NEW_CONDUCT, NEW_CONTENT, type ServiceKinds } from './service-draft.ts'
import { ServiceEditor } from './service-editor.tsx'
import { useServiceActs } from './services-api.ts'

export function NewService(props: { orgId: string; kinds: ServiceKinds; onDone: () => void }) {
  const acts = useServiceActs(props.orgId)
  const [code, setCode] = useState('')
  const [conduct, setConduct] = useState(NEW_CONDUCT)
  return (
    <ServiceEditor
      initial={NEW_CONTENT}
      kinds={props.kinds}
      submitWords={M.services.add}
      ready={/^[a-z0-9-]{1,40}$/.test(code)}
      stamp={`${code} ${JSON.stringify(conduct)}`}
      onSubmit={(content, key) => acts.create({ code, content, conduct }, key)}
      onDone={props.onDone}
    >
      {(faults) => (
        <div className="narrow">
          <TextField
            name="code"
            label={M.services.code}
            hint={M.services.codeHint}
            maxLength={40}
            autoCapitalize="none"
            value={code}
            fault={faults.code}
            onChange={setCode}
          />
          <ConductFields conduct={conduct} onChange={setConduct} />
        </div>
      )}
    </ServiceEditor>
  )
}
