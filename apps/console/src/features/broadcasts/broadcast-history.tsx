import { EmptyState } from '@yimi/ui/notice.tsx'
import { moveWords, stateWords } from '../../components/flow-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useBroadcastEvents } from './broadcast-api.ts'

/** What happened, oldest first. */
export function BroadcastHistory({ id }: { id: string }) {
  const events = useBroadcastEvents(id)
  return (
    <QueryView query={events}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState words={M.broadcasts.history.nothing} />
        ) : (
          <ol className="history card">
            {items.map((event) => (
              <li key={event.seq}>
                <time dateTime={event.at}>{dayTime(event.at)}</time>
                <span>
                  <strong>{moveWords('broadcast', event.move)}</strong> {event.actor}
                  <span className="second"> {M.broadcasts.history.to(stateWords('broadcast', event.toState))}</span>
                  {event.note && <span className="said history__note">{event.note}</span>}
                </span>
              </li>
            ))}
          </ol>
        )
      }
    </QueryView>
  )
}
