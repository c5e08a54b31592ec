import type { VisitPart, VisitPlan } from '@yimi/contract/visit.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { useVisitActs, useWalkers, type VisitMoveName } from './visits-api.ts'

export function VisitMoveDialog(props: { plan: VisitPlan; move: VisitMoveName; onClose: () => void }) {
  const acts = useVisitActs()
  const { plan, move } = props
  return (
    <FormDialog
      title={M.visits.moves[move]}
      initial={{}}
      submitWords={M.visits.moves[move]}
      danger={move === 'cancel'}
      onSubmit={(_values, key) => acts.move(plan.id, move, key)}
      onClose={props.onClose}
    >
      {() => <p>{M.visits.moveLeads[move]}</p>}
    </FormDialog>
  )
}

/** The doors of one worker that still wait go to another; what was done stays with who did it. */
export function AssignDialog(props: { plan: VisitPlan; part: VisitPart; onClose: () => void }) {
  const acts = useVisitActs()
  const staff = useWalkers(props.plan.orgId)
  const { plan, part } = props
  return (
    <FormDialog<{ to: string | null; gridId: string | null }>
      title={M.visits.assignTitle(part.name || M.visits.nobody, part.toGo)}
      initial={{ to: null, gridId: null }}
      submitWords={M.visits.assign}
      ready={(values) => values.to !== null}
      onSubmit={({ to, gridId }, key) => acts.assign(plan.id, { from: part.workerId, to: to ?? '', gridId }, key)}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.visits.assignLead}</p>
          <PickField
            label={M.visits.assignTo}
            value={values.to}
            options={(staff.data?.items ?? [])
              .filter((one) => one.personId !== part.workerId)
              .map((one) => ({ value: one.personId, label: one.name }))}
            onPick={(to) => change({ to })}
            {...fault('to')}
          />
          <PickField
            label={M.visits.onlyGrid}
            value={values.gridId}
            clearable
            options={plan.strata.map((one) => ({ value: one.gridId, label: one.gridName }))}
            onPick={(gridId) => change({ gridId })}
          />
        </>
      )}
    </FormDialog>
  )
}
