import { FIELD_LABELS, GATE_LABELS } from '@yimi/contract/labels.ts'
import { APPLICATION_FIELDS, type ApplicationField, GATES, type RulesContent } from '@yimi/contract/work-rules.ts'
import { CheckField } from '../../components/check-field.tsx'
import { M } from '../../messages.ts'

type Fields = RulesContent['fields']
type FieldRule = Fields[ApplicationField]

/** Which fields are required, and which gates a change of each opens again. */
export function FieldRules({ fields, onChange }: { fields: Fields; onChange: (fields: Fields) => void }) {
  function change(field: ApplicationField, part: Partial<FieldRule>) {
    onChange({ ...fields, [field]: { ...fields[field], ...part } })
  }
  return (
    <>
      <h2>{M.workRules.fields}</h2>
      <div className="field-rules">
        {APPLICATION_FIELDS.map((field) => (
          <fieldset key={field} className="field-rules__row">
            <legend>{FIELD_LABELS[field].zh}</legend>
            <CheckField
              label={M.workRules.required}
              checked={fields[field].required}
              onCheck={(required) => change(field, { required })}
            />
            <span className="field-rules__split" aria-hidden="true" />
            {GATES.map((gate) => (
              <CheckField
                key={gate}
                label={GATE_LABELS[gate].zh}
                checked={fields[field].gates.includes(gate)}
                onCheck={(on) =>
                  change(field, {
                    gates: GATES.filter((one) => (one === gate ? on : fields[field].gates.includes(one))),
                  })
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
    </>
  )
}
