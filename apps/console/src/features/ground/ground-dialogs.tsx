import type { Dwelling, Entrance, Grid } from '@yimi/contract/ground.ts'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField, PickManyField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { useGrids, useGroundActions, useGroundStaff } from './ground-api.ts'

export function GridDialog({ orgId, onClose }: { orgId: string; onClose: () => void }) {
  const { addGrid } = useGroundActions()
  return (
    <FormDialog
      title={M.ground.addGrid}
      submitWords={M.ground.addGrid}
      initial={{ name: '', code: '' }}
      ready={(values) => values.name.trim() !== ''}
      onSubmit={(values, key) => addGrid({ orgId, name: values.name, code: values.code.trim() || null }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <TextField
            name="name"
            label={M.ground.gridName}
            maxLength={40}
            value={values.name}
            onChange={(name) => change({ name })}
            {...fault('name')}
          />
          <TextField
            name="code"
            label={M.ground.gridCode}
            optional={M.act.optional}
            hint={M.ground.gridCodeHint}
            inputMode="numeric"
            maxLength={20}
            value={values.code}
            onChange={(code) => change({ code })}
            {...fault('code')}
          />
        </>
      )}
    </FormDialog>
  )
}

export function EndGridDialog({ grid, onClose }: { grid: Grid; onClose: () => void }) {
  const { endGrid } = useGroundActions()
  return (
    <FormDialog
      title={M.ground.endGridTitle(grid.name)}
      submitWords={M.ground.endGrid}
      initial={{}}
      onSubmit={(_values, key) => endGrid(grid.id, key)}
      onClose={onClose}
    >
      {() => <Notice kind="attention" title={M.ground.endGridLead} />}
    </FormDialog>
  )
}

/** Who is in charge of a grid or an entrance from today. */
export function ChargeDialog(props: {
  orgId: string
  place: { grid: Grid } | { entrance: Entrance }
  onClose: () => void
}) {
  const { setWorkers, setStewards } = useGroundActions()
  const staff = useGroundStaff(props.orgId, true)
  const { place } = props
  const isGrid = 'grid' in place
  const people = isGrid ? place.grid.workers : place.entrance.stewards
  const role = isGrid ? 'grid-worker' : 'entrance-steward'
  const options = (staff.data?.items ?? []).filter((one) => one.role === role)
  return (
    <FormDialog
      title={isGrid ? M.ground.setWorkersOf(place.grid.name) : M.ground.setStewardsOf(place.entrance.labels.join(''))}
      submitWords={M.ground.submit}
      initial={{ personIds: people.map((one) => one.personId) }}
      onSubmit={({ personIds }) =>
        isGrid ? setWorkers(place.grid.id, personIds) : setStewards(place.entrance.id, personIds)
      }
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <PickManyField
          label={isGrid ? M.ground.workers : M.ground.stewards}
          values={values.personIds}
          options={options.map((one) => ({ value: one.personId, label: one.name }))}
          onPick={(personIds) => change({ personIds })}
          {...fault('personIds')}
        />
      )}
    </FormDialog>
  )
}

export function DoorDialog({ orgId, onClose }: { orgId: string; onClose: () => void }) {
  const { addDoor } = useGroundActions()
  const labelsOf = (text: string) => text.split(/\s+/).filter((label) => label !== '')
  return (
    <FormDialog<{ labels: string; gridId: string | null }>
      title={M.ground.addDoor}
      submitWords={M.ground.addDoor}
      initial={{ labels: '', gridId: null }}
      ready={(values) => labelsOf(values.labels).length > 0 && labelsOf(values.labels).length <= 4}
      onSubmit={(values, key) => addDoor({ orgId, labels: labelsOf(values.labels), gridId: values.gridId }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <TextField
            name="labels"
            label={M.ground.labels}
            hint={M.ground.labelsHint}
            maxLength={120}
            value={values.labels}
            onChange={(labels) => change({ labels })}
            {...fault('labels')}
          />
          <GridPick orgId={orgId} value={values.gridId} onPick={(gridId) => change({ gridId })} />
        </>
      )}
    </FormDialog>
  )
}

export function PlaceDialog(props: { orgId: string; doors: readonly Dwelling[]; onClose: () => void }) {
  const { place } = useGroundActions()
  return (
    <FormDialog<{ gridId: string | null }>
      title={M.ground.placeTitle(props.doors.length)}
      submitWords={M.ground.place}
      initial={{ gridId: null }}
      ready={(values) => values.gridId !== null}
      onSubmit={({ gridId }, key) => place({ dwellingIds: props.doors.map((door) => door.id), gridId }, key)}
      onClose={props.onClose}
    >
      {({ values, change }) => (
        <GridPick orgId={props.orgId} value={values.gridId} onPick={(gridId) => change({ gridId })} />
      )}
    </FormDialog>
  )
}

function GridPick(props: { orgId: string; value: string | null; onPick: (gridId: string | null) => void }) {
  const grids = useGrids(props.orgId)
  const open = (grids.data?.items ?? []).filter((grid) => grid.until === null)
  return (
    <PickField
      label={M.ground.grid}
      clearable
      value={props.value}
      options={open.map((grid) => ({ value: grid.id, label: grid.name }))}
      onPick={props.onPick}
    />
  )
}
