import { Badge } from '@yimi/ui/badge.tsx'
import { addressOf } from '../routing/place.ts'
import { useMessages } from '../words/use-messages.ts'

/** Strokes on a 48 × 48 field: an open hand, a screen, a speech, a heart. */
const DRAWINGS = {
  ask: 'M16 26V12a3 3 0 0 1 6 0v10M22 22v-12a3 3 0 0 1 6 0v12M28 22v-9a3 3 0 0 1 6 0v17c0 7-4 12-11 12-6 0-9-3-12-9l-4-8c-1-3 3-5 5-2l4 6',
  live: 'M6 10h36v24H6zM17 42h14M24 34v8M20 16l10 6-10 6z',
  lecture: 'M7 8h34v22H24l-9 9v-9H7zM15 16h18M15 22h12',
  volunteer: 'M24 41C12 33 6 26 6 18c0-6 4-10 9-10 4 0 7 2 9 6 2-4 5-6 9-6 5 0 9 4 9 10 0 8-6 15-18 23z',
} as const

/** The four large doors; those whose rooms are not built yet say so before one goes in. */
export function Doors(props: { onAir: boolean }) {
  const words = useMessages().home
  return (
    <nav aria-label={words.doors}>
      <ul className="doors">
        <Door drawing={DRAWINGS.ask} href={addressOf({ page: 'ask' })} name={words.ask} line={words.askLine} />
        <Door
          drawing={DRAWINGS.live}
          href={addressOf({ page: 'live-list' })}
          name={words.live}
          line={words.liveLine}
          onAir={props.onAir}
        />
        <Door
          drawing={DRAWINGS.lecture}
          href={addressOf({ page: 'coming-door', door: 'lecture' })}
          name={words.lecture}
          line={words.lectureLine}
          notYet
        />
        <Door
          drawing={DRAWINGS.volunteer}
          href={addressOf({ page: 'sign-up' })}
          name={words.volunteer}
          line={words.volunteerLine}
        />
      </ul>
    </nav>
  )
}

function Door(props: { drawing: string; href: string; name: string; line: string; notYet?: boolean; onAir?: boolean }) {
  const words = useMessages().home
  return (
    <li className="doors__item">
      <a className="door" href={props.href}>
        <svg className="door__drawing" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
          <path d={props.drawing} />
        </svg>
        <span className="door__words">
          <span className="door__name">{props.name}</span>
          <span className="door__line">{props.line}</span>
          {props.notYet ? <Badge kind="done">{words.beingBuilt}</Badge> : null}
          {props.onAir ? <Badge kind="live">{words.onAirNow}</Badge> : null}
        </span>
      </a>
    </li>
  )
}
