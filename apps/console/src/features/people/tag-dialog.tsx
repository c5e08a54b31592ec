import { CONSENT_PURPOSES } from '@yimi/contract/consent.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import { FactSource, TAG_KINDS, TagKind } from '@yimi/contract/person-tag.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { OptionalDay } from './optional-day.tsx'
import { usePersonActions } from './people-api.ts'
import { SOURCE_OPTIONS } from './register-dialog.tsx'

type Values = { kind: TagKind; value: string; source: FactSource; givenOn: string; expiresOn: string }
const KIND_OPTIONS = Object.entries(TAG_KINDS).map(([value, { label }]) => ({ value, label }))

export function TagDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const { tag } = usePersonActions(person.id)
  const words = M.people.tags
  const initial: Values = { kind: 'living-alone', value: '', source: 'visit', givenOn: today(), expiresOn: '' }
  return (
    <FormDialog<Values>
      title={words.add}
      submitWords={words.add}
      initial={initial}
      onSubmit={(values, key) => tag({ ...values, expiresOn: values.expiresOn || null }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <PickField
            label={words.kind}
            value={values.kind}
            options={KIND_OPTIONS}
            onPick={(kind) => change({ kind: TagKind.catch('skill').parse(kind) })}
          />
          <PurposeNotice kind={values.kind} />
          <TextField
            name="value"
            label={words.value}
            optional={M.act.optional}
            hint={TAG_KINDS[values.kind].note || M.people.noteHint}
            maxLength={80}
            value={values.value}
            onChange={(value) => change({ value })}
            {...fault('value')}
          />
          <PickField
            label={words.source}
            value={values.source}
            options={SOURCE_OPTIONS}
            onPick={(source) => change({ source: FactSource.catch('desk').parse(source) })}
          />
          <DayField label={words.givenOn} value={values.givenOn} onPick={(givenOn) => change({ givenOn })} />
          <OptionalDay label={words.expiresOn} value={values.expiresOn} onPick={(expiresOn) => change({ expiresOn })} />
        </>
      )}
    </FormDialog>
  )
}

function PurposeNotice({ kind }: { kind: TagKind }) {
  const { purpose } = TAG_KINDS[kind]
  if (!purpose) return null
  return (
    <Notice kind="attention" title={M.people.tags.sensitive}>
      <p>{M.people.tags.needs(CONSENT_PURPOSES[purpose].label)}</p>
    </Notice>
  )
}
