import type { PersonRecord } from '@yimi/contract/person.ts'
import { RELATIONS, Relation, TIE_KINDS, TieKind } from '@yimi/contract/person-tie.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { usePersonActions } from './people-api.ts'

type Values = { kind: TieKind; relation: Relation; name: string; phone: string; from: string }
const KINDS = Object.entries(TIE_KINDS).map(([value, label]) => ({ value, label }))
const RELATION_OPTIONS = Object.entries(RELATIONS).map(([value, label]) => ({ value, label }))

export function TieDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const { tie } = usePersonActions(person.id)
  const words = M.people.ties
  const kind = person.needsGuardian ? 'guardian' : 'emergency'
  return (
    <FormDialog<Values>
      title={words.title}
      submitWords={words.submit}
      initial={{ kind, relation: 'child', name: '', phone: '', from: today() }}
      ready={(values) => values.name.trim() !== ''}
      onSubmit={(values, key) => tie(values, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <PickField
            label={words.kind}
            value={values.kind}
            options={KINDS}
            onPick={(value) => change({ kind: TieKind.catch('emergency').parse(value) })}
          />
          <PickField
            label={words.relation}
            value={values.relation}
            options={RELATION_OPTIONS}
            onPick={(value) => change({ relation: Relation.catch('relative').parse(value) })}
          />
          <TextField
            name="name"
            label={words.name}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextField
            name="phone"
            label={words.phone}
            optional={M.act.optional}
            inputMode="tel"
            maxLength={40}
            value={values.phone}
            onChange={(phone) => change({ phone })}
            {...fault('phone')}
          />
          <DayField label={words.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
        </>
      )}
    </FormDialog>
  )
}
