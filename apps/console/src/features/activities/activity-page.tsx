import { getRouteApi } from '@tanstack/react-router'
import { type Activity, ATTENDANCE_HOURS, type AttendanceSheet } from '@yimi/contract/activity.ts'
import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { type ReactNode, useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { PrintPaper } from '../../components/print-paper.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { clock, spokenDay } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { type ActivityMove, printSheetOf, useSheet, useSheetActs } from './activities-api.ts'
import { ACTIVITY_TONES } from './activity-tones.ts'
import { AmendDialog } from './amend-dialog.tsx'
import { AttendanceForm } from './attendance-form.tsx'
import { SheetLines } from './sheet-lines.tsx'
import { SignUpForms } from './sign-up-forms.tsx'

const route = getRouteApi('/activities/$id')
const MOVES: readonly ActivityMove[] = ['open', 'close', 'reopen', 'hold', 'cancel']

/** One shift or activity: how it stands, who signed up, and who came. */
export function ActivityPage() {
  const { id } = route.useParams()
  const sheet = useSheet(id)
  const activity = sheet.data?.activity
  return (
    <Page
      title={activity?.title ?? M.activities.title}
      lead={activity && `${activity.kindLabel} · ${activity.orgName}`}
      back={{ href: '#/activities', words: M.activities.back }}
      actions={activity && <MoveButtons activity={activity} />}
    >
      <QueryView query={sheet}>
        {(data) => (
          <>
            <Facts activity={data.activity} />
            <SheetPart sheet={data} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Facts({ activity }: { activity: Activity }) {
  const { from, until, volunteerPlaces, residentPlaces } = activity
  return (
    <>
      <dl className="facts card">
        <Fact name={M.act.state}>
          <StatusWord tone={ACTIVITY_TONES[activity.state]} word={M.activities.states[activity.state]} />
        </Fact>
        <Fact name={M.activities.time}>
          {spokenDay(activity.day)} {clock(from)}–{clock(until)}
        </Fact>
        <Fact name={M.activities.place}>{activity.place}</Fact>
        <Fact name={M.activities.leader}>{activity.leader || M.activities.noLeader}</Fact>
        {volunteerPlaces > 0 && (
          <Fact name={M.activities.volunteerPlaces}>
            {activity.volunteersIn}/{volunteerPlaces}
          </Fact>
        )}
        {residentPlaces > 0 && (
          <Fact name={M.activities.residentPlaces}>
            {activity.residentsIn}/{residentPlaces}
          </Fact>
        )}
      </dl>
      {activity.words && <p className="words">{activity.words}</p>}
    </>
  )
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

function MoveButtons({ activity }: { activity: Activity }) {
  const acts = useSheetActs(activity.id)
  const [open, setOpen] = useState<'hold' | 'cancel' | 'amend'>()
  const [fault, setFault] = useState<unknown>()
  const press = (move: ActivityMove) => {
    setFault(undefined)
    if (move === 'hold' || move === 'cancel') setOpen(move)
    else void acts.move(move, '', newKey()).catch(setFault)
  }
  return (
    <>
      {MOVES.filter((move) => activity.availableMoves.includes(move)).map((move) => (
        <Button key={move} kind={move === 'open' || move === 'hold' ? 'main' : 'plain'} onPress={() => press(move)}>
          {M.activities.moves[move]}
        </Button>
      ))}
      {activity.availableMoves.includes('amend') && (
        <Button onPress={() => setOpen('amend')}>{M.activities.amend}</Button>
      )}
      {open === 'amend' && <AmendDialog activity={activity} onClose={() => setOpen(undefined)} />}
      <PrintPaper words={M.activities.print} make={() => printSheetOf(activity.id)} />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {open === 'cancel' && (
        <ReasonDialog
          title={M.activities.cancelTitle(activity.title)}
          submitWords={M.activities.moves.cancel}
          hint={M.activities.cancelHint}
          maxLength={200}
          danger
          onSubmit={(reason, key) => acts.move('cancel', reason, key)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open === 'hold' && (
        <FormDialog
          title={M.activities.moves.hold}
          submitWords={M.activities.moves.hold}
          initial={{}}
          onSubmit={(_, key) => acts.move('hold', '', key)}
          onClose={() => setOpen(undefined)}
        >
          {() => <p>{M.activities.holdLead}</p>}
        </FormDialog>
      )}
    </>
  )
}

function SheetPart({ sheet }: { sheet: AttendanceSheet }) {
  const { activity } = sheet
  const now = Date.now()
  const inTime = Date.parse(activity.from) <= now && now <= Date.parse(activity.until) + ATTENDANCE_HOURS * 3_600_000
  const takes = inTime && ['open', 'closed', 'held'].includes(activity.state)
  return (
    <>
      <h2>{M.activities.sheet}</h2>
      {takes ? <AttendanceForm sheet={sheet} /> : <SheetLines sheet={sheet} ticked={new Set()} />}
      {!takes && activity.state === 'open' && <SignUpForms activity={activity} />}
    </>
  )
}
