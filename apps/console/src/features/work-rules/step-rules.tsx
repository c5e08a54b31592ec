import type { RulesContent } from '@yimi/contract/work-rules.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { M } from '../../messages.ts'

type Steps = RulesContent['steps']

/** Production steps with the days before the broadcast by which each is due. */
export function StepRules({ steps, onChange }: { steps: Steps; onChange: (steps: Steps) => void }) {
  const put = (index: number, part: Partial<Steps[number]>) =>
    onChange(steps.map((step, at) => (at === index ? { ...step, ...part } : step)))
  function add() {
    let number = steps.length + 1
    while (steps.some((step) => step.id === `step-${number}`)) number += 1
    onChange([...steps, { id: `step-${number}`, label: '', leadDays: 1 }])
  }
  return (
    <>
      <h2>{M.workRules.steps}</h2>
      <ol className="steps">
        {steps.map((step, index) => (
          <li key={step.id} className="steps__row">
            <TextField
              name={`${step.id}-label`}
              label={M.workRules.step}
              maxLength={60}
              value={step.label}
              onChange={(label) => put(index, { label })}
            />
            <NumberField
              name={`${step.id}-days`}
              label={M.workRules.leadDays}
              value={step.leadDays}
              max={365}
              onNumber={(leadDays) => put(index, { leadDays: leadDays ?? 0 })}
            />
            <Button onPress={() => onChange(steps.filter((_, at) => at !== index))}>{M.act.remove}</Button>
          </li>
        ))}
      </ol>
      {steps.length < 30 && <Button onPress={add}>{M.workRules.addStep}</Button>}
    </>
  )
}
