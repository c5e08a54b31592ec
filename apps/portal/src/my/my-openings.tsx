import { ROLE_LABELS } from '@yimi/contract/labels.ts'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useContext } from 'react'
import { Fact } from '../live/broadcast-words.tsx'
import { Moment } from '../words/moment.tsx'
import { LanguageContext, useMessages } from '../words/use-messages.ts'
import type { MyData } from './use-my-data.ts'

type Opening = MyData['openings'][number]

/** Who opened or changed my record, when and why: the office, not the colleague. */
export function MyOpenings(props: { openings: readonly Opening[] }) {
  const words = useMessages().my
  return (
    <>
      <p className="lead">{words.openingsLine}</p>
      {props.openings.length === 0 ? <EmptyState words={words.noOpenings} /> : null}
      {props.openings.map((opening) => (
        <OpeningCard key={opening.id} opening={opening} />
      ))}
    </>
  )
}

function OpeningCard(props: { opening: Opening }) {
  const words = useMessages().my
  const language = useContext(LanguageContext)
  const { opening } = props
  const roles: Readonly<Record<string, { zh: string; en: string }>> = ROLE_LABELS
  const acts: Readonly<Record<string, string>> = words.acts
  return (
    <article className="card">
      <h2 className="card__title">{acts[opening.act] ?? words.otherAct}</h2>
      <p>
        {opening.orgName} {roles[opening.role]?.[language] ?? words.onSystem}
      </p>
      <dl className="facts">
        <Fact name={words.reason}>{opening.reason || words.noReason}</Fact>
      </dl>
      <p className="lead">
        <Moment at={opening.at} />
      </p>
    </article>
  )
}
