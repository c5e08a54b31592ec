import { CONSENT_PURPOSES, ConsentPurpose } from '@yimi/contract/consent.ts'
import { TAG_KINDS, TagKind } from '@yimi/contract/person-tag.ts'
import type { Eligibility } from '@yimi/contract/service.ts'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { CheckField } from '../../components/check-field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PickField, PickManyField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { linesOf, type ServiceFieldsProps } from './service-draft.ts'

const CONSENT_OPTIONS = ConsentPurpose.options.map((value) => ({ value, label: CONSENT_PURPOSES[value].label }))
const TAG_OPTIONS = TagKind.options.map((value) => ({ value, label: TAG_KINDS[value].label }))

/** Who may have it, in words and as conditions. */
export function EligibilityFields({ content, onChange, faults }: ServiceFieldsProps) {
  const { eligibility } = content
  const [documents, setDocuments] = useState(content.documents.join('\n'))
  const set = (part: Partial<Eligibility>) => onChange({ eligibility: { ...eligibility, ...part } })
  return (
    <div className="narrow">
      <TextAreaField
        name="eligibility-words"
        label={M.services.eligibilityWords}
        rows={2}
        maxLength={300}
        value={content.eligibilityWords}
        fault={faults.eligibility}
        onChange={(eligibilityWords) => onChange({ eligibilityWords })}
      />
      <CheckField
        label={M.services.livesInStation}
        checked={eligibility.livesInStation}
        onCheck={(livesInStation) => set({ livesInStation })}
      />
      <CheckField
        label={M.services.household}
        checked={eligibility.household}
        onCheck={(household) => set({ household })}
      />
      <AgeFields eligibility={eligibility} onSet={set} />
      <PickManyField
        label={M.services.tags}
        optional={M.act.optional}
        values={eligibility.tags}
        options={TAG_OPTIONS}
        onPick={(tags) => set({ tags: TagKind.array().parse(tags) })}
      />
      <PickManyField
        label={M.services.consents}
        optional={M.act.optional}
        values={eligibility.consents}
        options={CONSENT_OPTIONS}
        onPick={(consents) => set({ consents: ConsentPurpose.array().parse(consents) })}
      />
      <CheckField
        label={M.services.guardianConsent}
        checked={eligibility.guardianConsent}
        onCheck={(guardianConsent) => set({ guardianConsent })}
      />
      <PickField
        label={M.services.endsWithConsent}
        optional={M.act.optional}
        clearable
        value={content.endsWithConsent}
        options={CONSENT_OPTIONS}
        onPick={(purpose) => onChange({ endsWithConsent: purpose === null ? null : ConsentPurpose.parse(purpose) })}
      />
      <TextAreaField
        name="documents"
        label={M.services.documents}
        hint={M.services.documentsHint}
        optional={M.act.optional}
        rows={3}
        maxLength={600}
        value={documents}
        onChange={(text) => {
          setDocuments(text)
          onChange({ documents: linesOf(text) })
        }}
      />
    </div>
  )
}

function AgeFields(props: { eligibility: Eligibility; onSet: (part: Partial<Eligibility>) => void }) {
  const { minAge, maxAge } = props.eligibility
  return (
    <>
      <NumberField
        name="min-age"
        label={M.services.minAge}
        hint={M.services.ageHint}
        optional={M.act.optional}
        value={minAge}
        max={120}
        onNumber={(age) => props.onSet({ minAge: age })}
      />
      <NumberField
        name="max-age"
        label={M.services.maxAge}
        optional={M.act.optional}
        value={maxAge}
        max={120}
        onNumber={(age) => props.onSet({ maxAge: age })}
      />
    </>
  )
}
