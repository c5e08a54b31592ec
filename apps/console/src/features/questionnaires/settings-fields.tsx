import { IDENTITIES, type Identity, type QuestionnaireSettings } from '@yimi/contract/questionnaire.ts'
import { SelectField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { M } from '../../messages.ts'

export const FIRST_SETTINGS: QuestionnaireSettings = { identity: 'anonymous', oncePerPerson: false, keepDays: 365 }

/** With names or without, one a person, how long words are kept. */
export function SettingsFields(props: {
  settings: QuestionnaireSettings
  /** Published: what people were told stays. */
  identityFixed: boolean
  onChange: (settings: QuestionnaireSettings) => void
}) {
  const { settings, onChange } = props
  return (
    <>
      {props.identityFixed ? (
        <p>{M.questionnaires.identities[settings.identity]}</p>
      ) : (
        <SelectField
          name="identity"
          label={M.questionnaires.identity}
          hint={M.questionnaires.identityHint}
          value={settings.identity}
          choices={(Object.keys(IDENTITIES) as Identity[]).map((value) => ({
            value,
            label: M.questionnaires.identities[value],
          }))}
          onChange={(value) => onChange({ ...settings, identity: value === 'named' ? 'named' : 'anonymous' })}
        />
      )}
      <CheckField
        label={M.questionnaires.once}
        checked={settings.oncePerPerson}
        onCheck={(oncePerPerson) => onChange({ ...settings, oncePerPerson })}
      />
      <p className="y-field__hint">{M.questionnaires.onceHint}</p>
      <NumberField
        name="keepDays"
        label={M.questionnaires.keepDays}
        hint={M.questionnaires.keepHint}
        value={settings.keepDays}
        max={1095}
        onNumber={(days) => onChange({ ...settings, keepDays: days ?? 365 })}
      />
    </>
  )
}
