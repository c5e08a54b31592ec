import { PROOF_KINDS, ProofKind, SERVICE_MEANS, ServiceMeans } from '@yimi/contract/service.ts'
import { PROOF_LABELS, SERVICE_MEANS_LABELS } from '@yimi/contract/service-labels.ts'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PickField, PickManyField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import type { ServiceFieldsProps } from './service-draft.ts'

const optionsOf = (kinds: readonly { code: string; label: string }[]) =>
  kinds.map((kind) => ({ value: kind.code, label: kind.label }))

/** Who delivers it, how many, how long, and what shows that it was done. */
export function DeliveryFields({ content, onChange, kinds, faults }: ServiceFieldsProps) {
  const { deliverers } = content
  return (
    <div className="narrow">
      <CheckField
        label={M.services.staffOnly}
        checked={deliverers.staffOnly}
        onCheck={(staffOnly) => onChange({ deliverers: { ...deliverers, staffOnly } })}
      />
      {!deliverers.staffOnly && (
        <PickManyField
          label={M.services.teamKinds}
          optional={M.act.optional}
          fault={faults.deliverers}
          values={deliverers.teamKinds}
          options={optionsOf(kinds.teamKinds)}
          onPick={(teamKinds) => onChange({ deliverers: { ...deliverers, teamKinds } })}
        />
      )}
      <PickField
        label={M.services.skill}
        optional={M.act.optional}
        clearable
        fault={faults.skill}
        value={content.skill}
        options={optionsOf(kinds.skills)}
        onPick={(skill) => onChange({ skill })}
      />
      <CheckField
        label={M.services.two}
        checked={content.persons === 2}
        onCheck={(two) => onChange({ persons: two ? 2 : 1 })}
      />
      <NumberField
        name="minutes"
        label={M.services.minutes}
        value={content.minutes}
        min={1}
        max={600}
        onNumber={(minutes) => onChange({ minutes: minutes ?? 1 })}
      />
      <CheckField label={M.services.round} checked={content.round} onCheck={(round) => onChange({ round })} />
      <ProofFields content={content} onChange={onChange} />
      <TextAreaField
        name="instructions"
        label={M.services.instructions}
        optional={M.act.optional}
        rows={3}
        maxLength={500}
        value={content.instructions}
        onChange={(instructions) => onChange({ instructions })}
      />
    </div>
  )
}

function ProofFields({ content, onChange }: Pick<ServiceFieldsProps, 'content' | 'onChange'>) {
  return (
    <>
      <PickField
        label={M.services.proof}
        value={content.proof}
        options={PROOF_KINDS.map((value) => ({ value, label: PROOF_LABELS[value].zh }))}
        onPick={(proof) => onChange({ proof: ProofKind.parse(proof) })}
      />
      <PickManyField
        label={M.services.means}
        hint={M.services.meansHint}
        optional={M.act.optional}
        values={content.means}
        options={ServiceMeans.options.map((value) => {
          const words = SERVICE_MEANS_LABELS[value].zh
          return { value, label: SERVICE_MEANS[value].needsCustody ? M.services.notOffered(words) : words }
        })}
        onPick={(means) => onChange({ means: ServiceMeans.array().parse(means) })}
      />
      <NumberField
        name="cap"
        label={M.services.capYuan}
        optional={M.act.optional}
        value={content.capFen === null ? null : Math.round(content.capFen / 100)}
        max={1_000_000}
        onNumber={(yuan) => onChange({ capFen: yuan ? yuan * 100 : null })}
      />
      <CheckField
        label={M.services.refusedByTwo}
        checked={content.refusedByTwo}
        onCheck={(refusedByTwo) => onChange({ refusedByTwo })}
      />
    </>
  )
}
