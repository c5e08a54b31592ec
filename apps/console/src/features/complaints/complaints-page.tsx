import type { Complaint } from '@yimi/contract/complaint.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Facts } from '../../components/facts.tsx'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { type ComplaintState, useAnswerComplaint, useComplaints } from './complaints-api.ts'

const TONES: Readonly<Record<ComplaintState, StatusTone>> = { received: 'waiting', answered: 'done', closed: 'quiet' }
const STATES = ['received', 'answered', 'closed'] as const

export function ComplaintsPage() {
  const [state, setState] = useState<ComplaintState>()
  const [offset, setOffset] = useState(0)
  const [answering, setAnswering] = useState<Complaint>()
  const complaints = useComplaints({ ...(state ? { state } : {}), offset })
  return (
    <Page title={M.complaints.title} lead={M.complaints.lead}>
      <FilterChips
        label={M.complaints.state}
        choices={STATES.map((value) => ({ value, label: M.complaints.states[value] }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView query={complaints} isEmpty={(data) => data.items.length === 0} emptyWords={M.complaints.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <ul className="cards">
              {data.items.map((one) => (
                <ComplaintCard key={one.id} complaint={one} onAnswer={() => setAnswering(one)} />
              ))}
            </ul>
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {answering && <AnswerDialog complaint={answering} onClose={() => setAnswering(undefined)} />}
    </Page>
  )
}

function ComplaintCard({ complaint, onAnswer }: { complaint: Complaint; onAnswer: () => void }) {
  const overdue = complaint.state === 'received' && Date.parse(complaint.dueAt) < Date.now()
  const facts = [
    [M.complaints.about, complaint.aboutOrgName ?? M.complaints.notNamed],
    [M.complaints.handler, complaint.handlerOrgName],
    [M.complaints.receivedAt, dayTime(complaint.receivedAt)],
    [M.complaints.dueAt, dayTime(complaint.dueAt)],
    [M.complaints.contact, complaint.contact || M.complaints.noContact],
    ...(complaint.page ? [[M.complaints.page, complaint.page]] : []),
  ]
  return (
    <li className="card">
      <div className="card__head">
        <h2>{complaint.number}</h2>
        <StatusWord tone={TONES[complaint.state]} word={M.complaints.states[complaint.state]} />
        {overdue && <StatusWord tone="attention" word={M.complaints.overdue} />}
      </div>
      <p className="said">{complaint.words}</p>
      <Facts facts={facts} />
      {complaint.order && (
        <p>
          <a href={`#/orders/${complaint.order.id}`}>{M.complaints.order(complaint.order.number)}</a>
        </p>
      )}
      {complaint.answer && (
        <div className="answer">
          <h3>{M.complaints.answer}</h3>
          <p className="said">{complaint.answer}</p>
        </div>
      )}
      {complaint.availableMoves.includes('answer') && <Button onPress={onAnswer}>{M.complaints.answer}</Button>}
    </li>
  )
}

function AnswerDialog({ complaint, onClose }: { complaint: Complaint; onClose: () => void }) {
  return (
    <ReasonDialog
      title={M.complaints.answerTitle(complaint.number)}
      submitWords={M.complaints.answerSend}
      label={M.complaints.answer}
      hint={M.complaints.answerHint}
      maxLength={2000}
      note={<p className="said">{complaint.words}</p>}
      onSubmit={useAnswerComplaint(complaint.id)}
      onClose={onClose}
    />
  )
}
