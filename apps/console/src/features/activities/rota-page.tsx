import type { Duty } from '@yimi/contract/activity.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useDuties, usePlanning } from './activities-api.ts'
import { DutyDialog } from './duty-dialog.tsx'

type Open = 'add' | { end: Duty }

/** Duties that come back every week. */
export function RotaPage() {
  const [open, setOpen] = useState<Open>()
  const duties = useDuties()
  const mayPlan = useMay('activity.plan')
  return (
    <Page
      title={M.activities.rota}
      lead={M.activities.rotaLead}
      back={{ href: '#/activities', words: M.activities.back }}
      actions={
        mayPlan && (
          <Button kind="main" onPress={() => setOpen('add')}>
            {M.activities.addDuty}
          </Button>
        )
      }
    >
      <QueryView query={duties} isEmpty={(data) => data.items.length === 0} emptyWords={M.activities.noDuties}>
        {(data) => (
          <Records
            caption={M.activities.rota}
            rows={data.items}
            columns={columns(mayPlan ? (end) => setOpen({ end }) : undefined)}
            rowKey={(row) => row.id}
          />
        )}
      </QueryView>
      {open === 'add' && <DutyDialog onClose={() => setOpen(undefined)} />}
      {typeof open === 'object' && <EndDialog duty={open.end} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function EndDialog({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const planning = usePlanning()
  return (
    <FormDialog
      title={M.activities.endDutyTitle(duty.title)}
      submitWords={M.activities.endDuty}
      initial={{ lastDay: today() }}
      onSubmit={({ lastDay }, key) => planning.endDuty(duty.id, lastDay, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.activities.endDutyLead}</p>
          <DayField
            label={M.activities.lastDay}
            value={values.lastDay}
            onPick={(lastDay) => change({ lastDay })}
            {...fault('lastDay')}
          />
        </>
      )}
    </FormDialog>
  )
}

function columns(onEnd: ((duty: Duty) => void) | undefined): Column<Duty>[] {
  return [
    {
      key: 'weekday',
      title: M.activities.weekday,
      cell: (row) => `${M.activities.weekdays[row.weekday - 1]} ${row.starts}–${row.ends}`,
    },
    { key: 'title', title: M.activities.name, head: true, cell: (row) => <strong>{row.title}</strong> },
    { key: 'kind', title: M.activities.kind, cell: (row) => row.kindLabel },
    { key: 'place', title: M.activities.place, cell: (row) => row.place },
    { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
    { key: 'leader', title: M.activities.leader, cell: (row) => row.leader || M.activities.noLeader },
    { key: 'places', title: M.activities.dutyPlaces, figure: true, cell: (row) => row.volunteerPlaces },
    {
      key: 'since',
      title: M.activities.since,
      cell: (row) => (row.until ? M.activities.untilDay(row.until) : row.from),
    },
    {
      key: 'acts',
      title: M.activities.acts,
      cell: (row) =>
        onEnd && row.until === null ? <Button onPress={() => onEnd(row)}>{M.activities.endDuty}</Button> : '—',
    },
  ]
}
