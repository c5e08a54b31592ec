import { LIFE_EVENTS, LifeEventKind } from '@yimi/contract/life-event.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import { TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { type DialogForm, FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { DoorPick } from './door-pick.tsx'
import { usePersonActions } from './people-api.ts'

type Values = {
  what: LifeEventKind
  happenedOn: string
  note: string
  toldBy: string
  childName: string
  childSex: 'female' | 'male' | null
  kin: string
  wholeHousehold: boolean
  toDwellingId: string | null
}
const KINDS = Object.entries(LIFE_EVENTS).map(([value, label]) => ({ value, label }))

export function ReportDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const { report } = usePersonActions(person.id)
  const words = M.people.lifeEvents
  const initial: Values = {
    what: 'wedding',
    happenedOn: today(),
    note: '',
    toldBy: '',
    childName: '',
    childSex: null,
    kin: '',
    wholeHousehold: false,
    toDwellingId: null,
  }
  return (
    <FormDialog<Values>
      title={words.reportTitle(person.name)}
      submitWords={words.submit}
      initial={initial}
      onSubmit={({ what, happenedOn, ...told }, key) => report({ what, happenedOn, words: told }, key)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <PickField
            label={words.what}
            value={form.values.what}
            options={KINDS}
            onPick={(what) => form.change({ what: LifeEventKind.catch('wedding').parse(what) })}
          />
          <DayField
            label={words.on}
            value={form.values.happenedOn}
            onPick={(happenedOn) => form.change({ happenedOn })}
            {...form.fault('happenedOn')}
          />
          <KindFields form={form} orgId={person.orgId} />
          <TextField
            name="toldBy"
            label={words.toldBy}
            optional={M.act.optional}
            maxLength={60}
            value={form.values.toldBy}
            onChange={(toldBy) => form.change({ toldBy })}
          />
          <TextAreaField
            name="note"
            label={words.note}
            optional={M.act.optional}
            hint={M.people.noteHint}
            rows={2}
            maxLength={200}
            value={form.values.note}
            onChange={(note) => form.change({ note })}
          />
        </>
      )}
    </FormDialog>
  )
}

function KindFields({ form: { values, change }, orgId }: { form: DialogForm<Values>; orgId: string }) {
  const words = M.people.lifeEvents
  if (values.what === 'birth')
    return (
      <TextField
        name="childName"
        label={words.childName}
        optional={M.act.optional}
        hint={words.childNameHint}
        maxLength={40}
        value={values.childName}
        onChange={(childName) => change({ childName })}
      />
    )
  if (values.what === 'death')
    return (
      <>
        <Notice kind="attention" title={words.deathNote} />
        <TextField
          name="kin"
          label={words.kin}
          optional={M.act.optional}
          maxLength={100}
          value={values.kin}
          onChange={(kin) => change({ kin })}
        />
      </>
    )
  if (values.what !== 'move') return null
  return (
    <>
      <Notice kind="attention" title={words.moveNote} />
      <DoorPick
        label={words.toDwelling}
        hint={words.toDwellingHint}
        orgId={orgId}
        value={values.toDwellingId}
        onPick={(toDwellingId) => change({ toDwellingId })}
      />
      <CheckField
        label={words.wholeHousehold}
        checked={values.wholeHousehold}
        onCheck={(wholeHousehold) => change({ wholeHousehold })}
      />
    </>
  )
}
