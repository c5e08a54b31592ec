import { type DeskRequest, type PrivacyRequestState, privacyRequestFlow } from '@yimi/contract/my-data.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { CardsByState } from '../../components/cards-by-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useAnswerRequest, usePrivacyRequests } from './privacy-requests-api.ts'

const TONES: Readonly<Record<PrivacyRequestState, StatusTone>> = {
  asked: 'waiting',
  done: 'done',
  refused: 'attention',
  withdrawn: 'quiet',
}

export function PrivacyRequestsPage() {
  return (
    <CardsByState
      words={M.privacyRequests}
      states={privacyRequestFlow.states}
      useList={usePrivacyRequests}
      card={(one) => <RequestCard key={one.id} request={one} />}
    />
  )
}

function RequestCard({ request }: { request: DeskRequest }) {
  const [asking, setAsking] = useState<'fulfil' | 'refuse'>()
  const answer = useAnswerRequest(request.id)
  const overdue = request.state === 'asked' && Date.parse(request.dueAt) < Date.now()
  const facts = [
    [M.privacyRequests.who, request.name],
    [M.privacyRequests.contact, request.contactMasked],
    [M.privacyRequests.askedAt, dayTime(request.askedAt)],
    [M.privacyRequests.dueAt, dayTime(request.dueAt)],
  ]
  return (
    <li className="card">
      <div className="card__head">
        <h2>
          {M.privacyRequests.kinds[request.kind]} {request.number}
        </h2>
        <StatusWord tone={TONES[request.state]} word={M.privacyRequests.states[request.state]} />
        {overdue && <StatusWord tone="failed" word={M.privacyRequests.overdue} />}
      </div>
      {request.words && <p className="said">{request.words}</p>}
      <Facts facts={facts} />
      {request.answer && <p className="said">{request.answer}</p>}
      <div className="acts">
        <a href={`#/people/${request.personId}`}>{M.privacyRequests.open}</a>
        {request.availableMoves.includes('fulfil') && (
          <Button kind="main" onPress={() => setAsking('fulfil')}>
            {M.privacyRequests.fulfil}
          </Button>
        )}
        {request.availableMoves.includes('refuse') && (
          <Button onPress={() => setAsking('refuse')}>{M.privacyRequests.refuse}</Button>
        )}
      </div>
      {asking && (
        <ReasonDialog
          title={M.privacyRequests[asking]}
          submitWords={M.privacyRequests.answer}
          label={M.privacyRequests.answer}
          hint={M.privacyRequests.answerHint}
          maxLength={500}
          onSubmit={(words, key) => answer(asking, words, key)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </li>
  )
}
