import { type DeskRequest, type PrivacyRequestState, privacyRequestFlow } from '@yimi/contract/my-data.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
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
  const [state, setState] = useState<PrivacyRequestState>()
  const [offset, setOffset] = useState(0)
  const requests = usePrivacyRequests({ ...(state ? { state } : {}), offset })
  return (
    <Page title={M.privacyRequests.title} lead={M.privacyRequests.lead}>
      <FilterChips
        label={M.privacyRequests.state}
        choices={privacyRequestFlow.states.map((value) => ({ value, label: M.privacyRequests.states[value] }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView query={requests} isEmpty={(data) => data.items.length === 0} emptyWords={M.privacyRequests.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <ul className="cards">
              {data.items.map((one) => (
                <RequestCard key={one.id} request={one} />
              ))}
            </ul>
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </Page>
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
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
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
