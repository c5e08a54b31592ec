import type { listOrganisations, Organisation } from '@yimi/contract/organisation.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { CreateOrganisation, NameFields } from './create-organisation.tsx'
import { useOrganisationActs } from './organisations-api.ts'

export type OrganisationAct = 'create' | 'rename' | 'move' | 'merge'
export type OrganisationList = RouteAnswer<typeof listOrganisations>

type DialogProps = { organisation: Organisation; list: OrganisationList; onClose: () => void }

/** The dialog of one act; each asks from which day it counts. */
export function OrganisationDialog(props: {
  act: OrganisationAct
  organisation: Organisation | undefined
  list: OrganisationList
  onClose: () => void
}) {
  const { act, organisation, list, onClose } = props
  if (act === 'create' || !organisation) {
    return <CreateOrganisation parent={organisation} list={list} onClose={onClose} />
  }
  if (act === 'rename') return <RenameDialog organisation={organisation} onClose={onClose} />
  if (act === 'move') return <MoveDialog organisation={organisation} list={list} onClose={onClose} />
  return <MergeDialog organisation={organisation} list={list} onClose={onClose} />
}

function RenameDialog({ organisation, onClose }: Omit<DialogProps, 'list'>) {
  const { rename } = useOrganisationActs()
  return (
    <FormDialog
      title={`${M.organisations.rename} · ${organisation.name}`}
      submitWords={M.organisations.rename}
      initial={{ name: organisation.name, shortName: organisation.shortName, from: today() }}
      ready={(values) => values.name.trim() !== '' && values.shortName.trim() !== ''}
      onSubmit={(values, key) => rename(organisation.id, values, key)}
      onClose={onClose}
    >
      {(form) => (
        <>
          <NameFields form={form} />
          <DayField label={M.act.from} value={form.values.from} onPick={(from) => form.change({ from })} />
        </>
      )}
    </FormDialog>
  )
}

function MoveDialog({ organisation, list, onClose }: DialogProps) {
  const { move } = useOrganisationActs()
  const options = list.items
    .filter((one) => one.id !== organisation.id && one.id !== organisation.parentId && one.level !== null)
    .map((one) => ({ value: one.id, label: one.name }))
  return (
    <FormDialog
      title={`${M.organisations.move} · ${organisation.name}`}
      submitWords={M.organisations.move}
      initial={{ parentId: '', from: today() }}
      ready={(values) => values.parentId !== ''}
      onSubmit={(values, key) => move(organisation.id, values, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <Notice kind="info" title={M.organisations.moveNote} />
          <PickField
            label={M.organisations.newParent}
            value={values.parentId || null}
            options={options}
            onPick={(parentId) => change({ parentId: parentId ?? '' })}
            {...fault('parentId')}
          />
          <DayField label={M.act.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
        </>
      )}
    </FormDialog>
  )
}

function MergeDialog({ organisation, list, onClose }: DialogProps) {
  const { merge } = useOrganisationActs()
  const options = list.items
    .filter((one) => one.id !== organisation.id && one.level === organisation.level)
    .map((one) => ({ value: one.id, label: one.name }))
  return (
    <FormDialog
      title={`${M.organisations.merge} · ${organisation.name}`}
      submitWords={M.organisations.merge}
      danger
      initial={{ intoId: '', from: today() }}
      ready={(values) => values.intoId !== ''}
      onSubmit={(values, key) => merge(organisation.id, values, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <Notice kind="attention" title={M.organisations.mergeNote} />
          <PickField
            label={M.organisations.mergeInto}
            value={values.intoId || null}
            options={options}
            onPick={(intoId) => change({ intoId: intoId ?? '' })}
            {...fault('intoId')}
          />
          <DayField label={M.act.from} value={values.from} onPick={(from) => change({ from })} {...fault('from')} />
        </>
      )}
    </FormDialog>
  )
}
