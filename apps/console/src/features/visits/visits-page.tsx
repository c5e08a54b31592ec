import { type VisitPlanLine, type VisitPlanState, visitPlanFlow } from '@yimi/contract/visit.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { CreateVisitDialog } from './create-visit-dialog.tsx'
import { useVisitPlans } from './visits-api.ts'

export const VISIT_TONES: Readonly<Record<VisitPlanState, StatusTone>> = {
  draft: 'attention',
  running: 'waiting',
  ended: 'done',
  cancelled: 'quiet',
}

const COLUMNS: Column<VisitPlanLine>[] = [
  {
    key: 'name',
    title: M.visits.name,
    head: true,
    cell: (row) => (
      <a href={`#/visits/${row.id}`}>
        <strong>{row.name}</strong>
      </a>
    ),
  },
  {
    key: 'state',
    title: M.visits.state,
    cell: (row) => <StatusWord tone={VISIT_TONES[row.state]} word={M.visits.states[row.state]} />,
  },
  { key: 'from', title: M.visits.doorsFrom, cell: (row) => M.visits.kinds[row.doorsFrom] },
  { key: 'unit', title: M.visits.unit, cell: (row) => row.orgName },
  { key: 'window', title: M.visits.window, cell: (row) => M.orders.range(row.from, row.until) },
  { key: 'progress', title: M.visits.progress, cell: (row) => <VisitProgress plan={row} /> },
]

/** Visit plans of the area with how far each is. */
export function VisitsPage() {
  const [state, setState] = useState<VisitPlanState>()
  const [offset, setOffset] = useState(0)
  const [creating, setCreating] = useState(false)
  const plans = useVisitPlans({ ...(state ? { state } : {}), offset })
  const mayPlan = useMay('visit.plan')
  const mayRecord = useMay('visit.record')
  return (
    <Page
      title={M.visits.title}
      lead={M.visits.lead}
      actions={
        <>
          {mayRecord && (
            <a className="y-button" href="/#/visits">
              {M.visits.walk}
            </a>
          )}
          {mayPlan && (
            <>
              <a className="y-button" href="#/visits/stale">
                {M.visits.stale}
              </a>
              <Button kind="main" onPress={() => setCreating(true)}>
                {M.visits.create}
              </Button>
            </>
          )}
        </>
      }
    >
      <FilterChips
        label={M.visits.state}
        choices={visitPlanFlow.states.map((value) => ({ value, label: M.visits.states[value] }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView query={plans} isEmpty={(data) => data.items.length === 0} emptyWords={M.visits.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.visits.title} rows={data.items} columns={COLUMNS} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {creating && <CreateVisitDialog onClose={() => setCreating(false)} />}
    </Page>
  )
}

/** Numbers alone: nobody's door. */
export function VisitProgress({ plan }: { plan: Pick<VisitPlanLine, 'doors' | 'visited' | 'met'> }) {
  return (
    <div className="round-progress">
      <progress value={plan.visited} max={Math.max(plan.doors, 1)} aria-label={M.visits.progress} />
      <span>{M.visits.done(plan.visited, plan.doors, plan.met)}</span>
    </div>
  )
}
