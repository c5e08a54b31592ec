import { newKey } from '@yimi/contract/client.ts'
import type { RulesContent, WorkRules } from '@yimi/contract/work-rules.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { NumberField } from '../../components/number-field.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { FieldRules } from './field-rules.tsx'
import { GateRules } from './gate-rules.tsx'
import { StepRules } from './step-rules.tsx'
import { useChangeWorkRules } from './work-rules-api.ts'

/** Writes the next version on the one that was read; somebody else's version in between is refused by the server. */
export function RulesEditor(props: { orgId: string; current: WorkRules; onDone: () => void }) {
  const [content, setContent] = useState(props.current.content)
  const [key, setKey] = useState(newKey)
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const publish = useChangeWorkRules(props.orgId)
  const ready = Object.values(content.fields).every((rule) => rule.gates.length > 0)

  function change(part: Partial<RulesContent>) {
    setKey(newKey())
    setContent((now) => ({ ...now, ...part }))
  }
  async function send() {
    setBusy(true)
    setFault(undefined)
    try {
      await publish({ basedOn: props.current.version, content }, key)
      props.onDone()
    } catch (cause) {
      setFault(cause)
      setBusy(false)
    }
  }

  return (
    <>
      <Notice kind="info" title={M.workRules.note} />
      <div className="narrow">
        <NumberField
          name="gatesPerJudge"
          label={M.workRules.gatesPerJudge}
          value={content.gatesPerJudge}
          min={1}
          max={5}
          onNumber={(count) => change({ gatesPerJudge: count ?? 1 })}
        />
      </div>
      <GateRules gates={content.gates} onChange={(gates) => change({ gates })} />
      <FieldRules fields={content.fields} onChange={(fields) => change({ fields })} />
      <StepRules steps={content.steps} onChange={(steps) => change({ steps })} />
      {!ready && <Notice kind="attention" title={M.workRules.needsGate} />}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <div className="row-actions">
        <Button kind="main" busy={busy || !ready} onPress={() => void send()}>
          {M.workRules.saveNew}
        </Button>
        <Button onPress={props.onDone}>{M.act.cancel}</Button>
      </div>
    </>
  )
}
