import { getRouteApi } from '@tanstack/react-router'
import type { VisitPart, VisitPlan } from '@yimi/contract/visit.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { PlannedDoors } from './planned-doors.tsx'
import { AssignDialog, VisitMoveDialog } from './visit-dialogs.tsx'
import { useVisitPlan, type VisitMoveName } from './visits-api.ts'
import { VISIT_TONES, VisitProgress } from './visits-page.tsx'

const route = getRouteApi('/visits/$id')
const MOVES: readonly VisitMoveName[] = ['start', 'end', 'cancel']

/** One plan: its grids, who goes where and how far, and the doors. */
export function VisitPlanPage() {
  const { id } = route.useParams()
  const plan = useVisitPlan(id)
  const [moving, setMoving] = useState<VisitMoveName>()
  const [assigning, setAssigning] = useState<VisitPart>()
  const mayPlan = useMay('visit.plan')
  const mayRecord = useMay('visit.record')
  const data = plan.data
  return (
    <Page
      title={data?.name ?? M.visits.title}
      lead={data && `${data.purpose} · ${data.orgName} · ${M.orders.range(data.from, data.until)}`}
      back={{ href: '#/visits', words: M.visits.back }}
      actions={
        data && (
          <>
            {mayRecord && data.state === 'running' && (
              <a className="y-button" href="/#/visits">
                {M.visits.walk}
              </a>
            )}
            {mayPlan &&
              MOVES.filter((move) => data.availableMoves.includes(move)).map((move) => (
                <Button key={move} kind={move === 'start' ? 'main' : 'plain'} onPress={() => setMoving(move)}>
                  {M.visits.moves[move]}
                </Button>
              ))}
          </>
        )
      }
    >
      <QueryView query={plan}>
        {(found) => <PlanParts plan={found} {...(mayPlan ? { onAssign: setAssigning } : {})} />}
      </QueryView>
      {moving && data && <VisitMoveDialog plan={data} move={moving} onClose={() => setMoving(undefined)} />}
      {assigning && data && <AssignDialog plan={data} part={assigning} onClose={() => setAssigning(undefined)} />}
    </Page>
  )
}

function PlanParts({ plan, onAssign }: { plan: VisitPlan; onAssign?: (part: VisitPart) => void }) {
  const open = plan.state === 'draft' || plan.state === 'running'
  const columns: Column<VisitPart>[] = [
    { key: 'name', title: M.visits.worker, head: true, cell: (part) => part.name || M.visits.nobody },
    { key: 'doors', title: M.visits.doors, cell: (part) => part.doors },
    { key: 'progress', title: M.visits.progress, cell: (part) => <VisitProgress plan={part} /> },
    { key: 'toGo', title: M.visits.toGo, cell: (part) => part.toGo },
    { key: 'callBacks', title: M.visits.callBacks, cell: (part) => part.callBacks },
    {
      key: 'acts',
      title: M.visits.acts,
      cell: (part) =>
        open && onAssign && part.toGo > 0 && <Button onPress={() => onAssign(part)}>{M.visits.assign}</Button>,
    },
  ]
  return (
    <>
      <div className="round-head">
        <StatusWord tone={VISIT_TONES[plan.state]} word={M.visits.states[plan.state]} />
        <VisitProgress plan={plan} />
        <span>{M.visits.basis(plan.doorsFrom, plan.months, plan.seed)}</span>
        {plan.questionnaire && (
          <a href={`#/questionnaires/${plan.questionnaire.id}`}>
            {M.visits.asks(plan.questionnaire.title, plan.questionnaire.version)}
          </a>
        )}
      </div>
      <ul>
        {plan.strata.map((one) => (
          <li key={one.gridId}>{M.visits.stratum(one.gridName, one.doors, one.of)}</li>
        ))}
      </ul>
      <h2>{M.visits.parts}</h2>
      <Records
        caption={M.visits.parts}
        rows={plan.parts}
        columns={columns}
        rowKey={(part) => part.workerId ?? 'nobody'}
      />
      {onAssign && <PlannedDoors planId={plan.id} />}
    </>
  )
}
