import { GATE_LABELS } from '@yimi/contract/labels.ts'
import { GATES, type Gate, type RulesContent } from '@yimi/contract/work-rules.ts'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { CheckField } from '../../components/check-field.tsx'
import { M } from '../../messages.ts'
import { checklistOf } from './checklist-lines.ts'

type Gates = RulesContent['gates']
type GateRule = Gates[Gate]

/** What each gate goes by. */
export function GateRules({ gates, onChange }: { gates: Gates; onChange: (gates: Gates) => void }) {
  return (
    <>
      <h2>{M.workRules.gates}</h2>
      <div className="gates">
        {GATES.map((gate) => (
          <GateEditor
            key={gate}
            gate={gate}
            rule={gates[gate]}
            onChange={(part) => onChange({ ...gates, [gate]: { ...gates[gate], ...part } })}
          />
        ))}
      </div>
    </>
  )
}

function GateEditor(props: { gate: Gate; rule: GateRule; onChange: (part: Partial<GateRule>) => void }) {
  const { gate, rule, onChange } = props
  const [lines, setLines] = useState(() => rule.checklist.map((item) => item.label).join('\n'))
  return (
    <section className="card" aria-label={GATE_LABELS[gate].zh}>
      <h3>{GATE_LABELS[gate].zh}</h3>
      <TextAreaField
        name={`${gate}-standard`}
        label={M.workRules.standard}
        rows={4}
        maxLength={400}
        value={rule.standard}
        onChange={(standard) => onChange({ standard })}
      />
      <TextAreaField
        name={`${gate}-checklist`}
        label={M.workRules.checklist}
        hint={M.workRules.checklistHint}
        rows={6}
        maxLength={1700}
        value={lines}
        onChange={(text) => {
          setLines(text)
          onChange({ checklist: checklistOf(text, rule.checklist) })
        }}
      />
      <CheckField
        label={M.workRules.evidence}
        checked={rule.evidence === 'file'}
        onCheck={(needed) => onChange({ evidence: needed ? 'file' : 'none' })}
      />
    </section>
  )
}
