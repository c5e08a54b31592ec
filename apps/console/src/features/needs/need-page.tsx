import { getRouteApi } from '@tanstack/react-router'
import type { Need } from '@yimi/contract/need.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { Facts } from '../../components/facts.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { NeedActs } from './need-acts.tsx'
import { useNeed } from './needs-api.ts'
import { NEED_TONES } from './needs-page.tsx'

const W = M.needs
const route = getRouteApi('/needs/$id')

/** One need: what was said, by whom it was heard, what came of it, and what can be done now. */
export function NeedPage() {
  const { id } = route.useParams()
  const need = useNeed(id)
  const title = need.data ? W.oneTitle(need.data.name, NEED_CLASS_LABELS[need.data.needClass].zh) : W.title
  return (
    <Page
      title={title}
      lead={
        need.data && (
          <span className="row-actions">
            <StatusWord tone={NEED_TONES[need.data.standing]} word={W.standings[need.data.standing]} />
            <span>{need.data.orgName}</span>
          </span>
        )
      }
      back={{ href: '#/needs', words: W.back }}
    >
      <QueryView query={need}>
        {(data) => (
          <>
            <p className="card said">{data.words || W.wordsGone}</p>
            <NeedActs key={data.state} need={data} />
            <div className="card">
              <Facts facts={factsOf(data)} />
              {data.answer && (
                <p>
                  <a href={`#/questionnaires/${data.answer.questionnaireId}/answers?answer=${data.answerId}`}>
                    {W.fromAnswer(data.answer.title, data.answer.number)}
                  </a>
                </p>
              )}
              {data.order && (
                <p>
                  <a href={`#/orders/${data.order.id}`}>
                    {W.order} {data.order.number}
                  </a>
                </p>
              )}
            </div>
          </>
        )}
      </QueryView>
    </Page>
  )
}

function factsOf(need: Need): string[][] {
  const { asked } = need
  const yes = asked ? `${W.yesBy(asked.by, W.ways[asked.how], W.sayers[asked.saidBy])} ${dayTime(asked.at)}` : ''
  return [
    [W.subject, W.subjects[need.subject]],
    [W.who, need.name ? `${need.name} ${need.door}` : W.noName],
    [W.heardOn, need.heardOn],
    [W.source, W.sources[need.source]],
    [W.heardBy, need.heardBy],
    [W.service, need.serviceName || W.noService],
    ...(yes ? [[W.yes, yes]] : []),
    ...(need.unmetReason ? [[W.reason, W.reasons[need.unmetReason]]] : []),
    ...(need.endWords ? [[W.endWords, need.endWords]] : []),
  ]
}
