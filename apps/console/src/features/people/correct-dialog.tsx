import type { PersonRecord } from '@yimi/contract/person.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { M } from '../../messages.ts'
import { birthdayOf, FactFields, type FactValues, NO_FACTS } from './fact-fields.tsx'
import { usePersonActions } from './people-api.ts'

type Values = FactValues & { reason: string }

/** Facts in the clear are shown as they are; a masked number stays as it is unless a new one is typed. */
export function CorrectDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const { correct } = usePersonActions(person.id)
  const words = M.people.correct
  return (
    <FormDialog<Values>
      title={words.title(person.name)}
      submitWords={words.submit}
      initial={{ ...valuesOf(person), reason: '' }}
      ready={(values) => values.name.trim() !== '' && values.reason.trim() !== ''}
      onSubmit={(values) =>
        correct({ revision: person.revision, reason: values.reason, changes: changesOf(person, values) })
      }
      onClose={onClose}
    >
      {(form) => (
        <>
          <FactFields form={form} />
          <TextField
            name="address"
            label={M.people.fields.address}
            optional={M.act.optional}
            maxLength={200}
            value={form.values.address}
            onChange={(address) => form.change({ address })}
            {...form.fault('address')}
          />
          <TextField
            name="reason"
            label={M.people.fields.reason}
            hint={words.why}
            maxLength={100}
            value={form.values.reason}
            onChange={(reason) => form.change({ reason })}
            {...form.fault('reason')}
          />
        </>
      )}
    </FormDialog>
  )
}

function valuesOf(person: PersonRecord): FactValues {
  const { birthday, birthDate } = person
  const same =
    birthday?.calendar === 'solar' &&
    birthDate !== null &&
    birthday.month === Number(birthDate.slice(5, 7)) &&
    birthday.day === Number(birthDate.slice(8))
  return {
    ...NO_FACTS,
    name: person.name,
    sex: person.sex,
    birthDate: birthDate ?? '',
    celebrates: same || !birthday ? 'same' : birthday.calendar,
    birthMonth: birthday?.month ?? null,
    birthDay: birthday?.day ?? null,
    leap: birthday?.leap ?? false,
    idKind: person.idKind,
    note: person.note,
  }
}

function changesOf(person: PersonRecord, values: Values) {
  const before = valuesOf(person)
  const birthday = birthdayOf(values)
  const celebration = (one: FactValues) => [one.celebrates, one.birthMonth, one.birthDay, one.leap].join()
  return {
    ...(values.name === before.name ? {} : { name: values.name }),
    ...(values.sex === before.sex ? {} : { sex: values.sex }),
    ...(values.birthDate === before.birthDate ? {} : { birthDate: values.birthDate || null }),
    ...(birthday && celebration(values) !== celebration(before) ? { birthday } : {}),
    ...(values.note === before.note ? {} : { note: values.note }),
    ...(values.idNumber ? { idNumber: values.idNumber } : {}),
    ...(values.contact ? { contact: values.contact } : {}),
    ...(values.address ? { address: values.address } : {}),
  }
}
