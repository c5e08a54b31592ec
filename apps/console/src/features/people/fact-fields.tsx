import type { PersonRecord } from '@yimi/contract/person.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import type { DialogForm } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { OptionalDay } from './optional-day.tsx'

/** What a form about a resident holds; empty words where nothing is known. */
export type FactValues = {
  name: string
  sex: PersonRecord['sex']
  birthDate: string
  celebrates: 'same' | 'solar' | 'lunar'
  birthMonth: number | null
  birthDay: number | null
  leap: boolean
  idKind: PersonRecord['idKind']
  idNumber: string
  contact: string
  address: string
  note: string
}

export const NO_FACTS: FactValues = {
  name: '',
  sex: null,
  birthDate: '',
  celebrates: 'same',
  birthMonth: null,
  birthDay: null,
  leap: false,
  idKind: 'citizen',
  idNumber: '',
  contact: '',
  address: '',
  note: '',
}

/** The celebrated birthday as the interface takes it; undefined: the registered date itself. */
export function birthdayOf(values: FactValues) {
  if (values.celebrates === 'same' || values.birthMonth === null) return undefined
  const leap = values.celebrates === 'lunar' && values.leap
  return { calendar: values.celebrates, month: values.birthMonth, day: values.birthDay, leap }
}

type Form = Pick<DialogForm<FactValues>, 'values' | 'change' | 'fault'>

export function FactFields({ form, masked = false }: { form: Form; masked?: boolean }) {
  const { values, change, fault } = form
  return (
    <>
      <TextField
        name="name"
        label={M.people.fields.name}
        maxLength={60}
        value={values.name}
        onChange={(name) => change({ name })}
        {...fault('name')}
      />
      {!masked && <NumberFields form={form} />}
      <PickField
        label={M.people.fields.sex}
        optional={M.act.optional}
        clearable
        value={values.sex}
        options={Object.entries(M.people.sexes).map(([value, label]) => ({ value, label }))}
        onPick={(sex) => change({ sex: sex === 'female' || sex === 'male' ? sex : null })}
      />
      <OptionalDay
        label={M.people.fields.birthDate}
        value={values.birthDate}
        onPick={(birthDate) => change({ birthDate })}
        {...fault('birthDate')}
      />
      <BirthdayFields form={form} />
      <TextAreaField
        name="note"
        label={M.people.fields.note}
        optional={M.act.optional}
        hint={M.people.noteHint}
        rows={2}
        maxLength={300}
        value={values.note}
        onChange={(note) => change({ note })}
        {...fault('note')}
      />
    </>
  )
}

function NumberFields({ form: { values, change, fault } }: { form: Form }) {
  return (
    <>
      <TextField
        name="idNumber"
        label={M.people.fields.idNumber}
        optional={M.act.optional}
        hint={M.people.idHint}
        maxLength={30}
        value={values.idNumber}
        onChange={(idNumber) => change({ idNumber })}
        {...fault('idNumber')}
      />
      <TextField
        name="contact"
        label={M.people.fields.contact}
        optional={M.act.optional}
        inputMode="tel"
        maxLength={60}
        value={values.contact}
        onChange={(contact) => change({ contact })}
        {...fault('contact')}
      />
    </>
  )
}

function BirthdayFields({ form: { values, change, fault } }: { form: Form }) {
  const calendars = M.people.birthdayKinds
  return (
    <>
      <PickField
        label={M.people.birthday.calendar}
        value={values.celebrates}
        options={[
          { value: 'same', label: M.people.birthday.same },
          { value: 'lunar', label: calendars.lunar },
          { value: 'solar', label: calendars.solar },
        ]}
        onPick={(value) => change({ celebrates: value === 'lunar' || value === 'solar' ? value : 'same' })}
      />
      {values.celebrates !== 'same' && (
        <div className="field-row">
          <NumberField
            name="birthMonth"
            label={M.people.birthday.month}
            value={values.birthMonth}
            max={12}
            onNumber={(birthMonth) => change({ birthMonth })}
            {...fault('birthMonth')}
          />
          <NumberField
            name="birthDay"
            label={M.people.birthday.day}
            value={values.birthDay}
            max={31}
            onNumber={(birthDay) => change({ birthDay })}
            {...fault('birthDay')}
          />
        </div>
      )}
      {values.celebrates === 'lunar' && (
        <CheckField label={M.people.birthday.leap} checked={values.leap} onCheck={(leap) => change({ leap })} />
      )}
    </>
  )
}
