import { NEED_CLASSES, NeedClass, SERVICE_KINDS, ServiceKind } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS, SERVICE_KIND_LABELS, triggerWords } from '@yimi/contract/service-labels.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PickField, PickManyField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { DeliveryFields } from './delivery-fields.tsx'
import { EligibilityFields } from './eligibility-fields.tsx'
import { type ServiceFieldsProps, TRIGGER_OPTIONS, triggersOf } from './service-draft.ts'

/** Everything that a version of a service says. */
export function ServiceFields(props: ServiceFieldsProps) {
  return (
    <>
      <WordFields {...props} />
      <h2>{M.services.whoCan}</h2>
      <EligibilityFields {...props} />
      <h2>{M.services.how}</h2>
      <DeliveryFields {...props} />
    </>
  )
}

function WordFields({ content, onChange, faults }: ServiceFieldsProps) {
  const { window } = content
  return (
    <div className="narrow">
      <TextField
        name="service-name"
        label={M.services.name}
        maxLength={40}
        value={content.name}
        fault={faults.name}
        onChange={(name) => onChange({ name })}
      />
      <TextAreaField
        name="about"
        label={M.services.about}
        rows={3}
        maxLength={400}
        value={content.about}
        onChange={(about) => onChange({ about })}
      />
      <PickField
        label={M.services.kind}
        value={content.kind}
        options={SERVICE_KINDS.map((value) => ({ value, label: SERVICE_KIND_LABELS[value].zh }))}
        onPick={(kind) => onChange({ kind: ServiceKind.parse(kind) })}
      />
      <PickField
        label={M.services.need}
        value={content.need}
        options={NEED_CLASSES.map((value) => ({ value, label: NEED_CLASS_LABELS[value].zh }))}
        onPick={(need) => onChange({ need: NeedClass.parse(need) })}
      />
      <PickManyField
        label={M.services.triggers}
        fault={faults.triggers}
        values={content.triggers.map(triggerWords)}
        options={TRIGGER_OPTIONS}
        onPick={(words) => onChange({ triggers: triggersOf(words) })}
      />
      <CheckField
        label={M.services.monthWindow}
        checked={window.kind === 'month'}
        onCheck={(month) => onChange({ window: month ? { kind: 'month' } : { kind: 'days', days: 7 } })}
      />
      {window.kind === 'days' && (
        <NumberField
          name="days"
          label={M.services.days}
          value={window.days}
          min={1}
          max={366}
          onNumber={(days) => onChange({ window: { kind: 'days', days: days ?? 1 } })}
        />
      )}
    </div>
  )
}
