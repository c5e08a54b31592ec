import type { listOrganisations, Organisation } from '@yimi/contract/organisation.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { type DialogForm, FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { type NewOrganisation, useOrganisationActs } from './organisations-api.ts'

type Names = { name: string; shortName: string }

export function NameFields<Values extends Names>({ form }: { form: DialogForm<Values> }) {
  const change = (part: Partial<Names>) => form.change(part as Partial<Values>)
  return (
    <>
      <TextField
        name="name"
        label={M.organisations.name}
        maxLength={60}
        value={form.values.name}
        onChange={(name) => change({ name })}
        {...form.fault('name')}
      />
      <TextField
        name="shortName"
        label={M.organisations.shortName}
        maxLength={20}
        value={form.values.shortName}
        onChange={(shortName) => change({ shortName })}
        {...form.fault('shortName')}
      />
    </>
  )
}

/** Below `parent`, one level down; without a parent an outside body. */
export function CreateOrganisation(props: {
  parent: Organisation | undefined
  list: RouteAnswer<typeof listOrganisations>
  onClose: () => void
}) {
  const { parent, list } = props
  const { create } = useOrganisationActs()
  const levels = [...list.levels].sort((one, other) => one.rank - other.rank)
  const rank = levels.find((level) => level.code === parent?.level)?.rank
  const below = rank === undefined ? levels : levels.filter((level) => level.rank > rank)
  const kinds = list.kinds.filter((kind) => (parent ? true : kind.outside))
  const initial: NewOrganisation = {
    name: '',
    shortName: '',
    level: parent ? (below[0]?.code ?? null) : null,
    // Below a unit of the tree comes most often another one of it.
    kind: kinds.find((kind) => kind.code === (parent?.kind ?? 'addressee'))?.code ?? kinds[0]?.code ?? '',
    parentId: parent?.id ?? null,
    from: today(),
  }
  return (
    <FormDialog
      title={parent ? `${M.organisations.create} · ${parent.name}` : M.organisations.createTop}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => values.name.trim() !== '' && values.shortName.trim() !== '' && values.kind !== ''}
      onSubmit={create}
      onClose={props.onClose}
    >
      {(form) => (
        <>
          <NameFields form={form} />
          {parent && below.length > 0 && (
            <PickField
              label={M.organisations.level}
              value={form.values.level}
              options={below.map((level) => ({ value: level.code, label: level.label }))}
              onPick={(level) => form.change({ level })}
              {...form.fault('level')}
            />
          )}
          <PickField
            label={M.organisations.kind}
            value={form.values.kind || null}
            options={kinds.map((kind) => ({ value: kind.code, label: kind.label }))}
            onPick={(kind) => form.change({ kind: kind ?? '' })}
            {...form.fault('kind')}
          />
          <DayField
            label={M.act.from}
            value={form.values.from}
            onPick={(from) => form.change({ from })}
            {...form.fault('from')}
          />
        </>
      )}
    </FormDialog>
  )
}
