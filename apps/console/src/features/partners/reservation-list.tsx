import type { Offer } from '@yimi/contract/lending.ts'
import { Button } from '@yimi/ui/button.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { labelOf } from '../../components/flow-words.ts'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'

export function ReservationList(props: {
  offer: Offer
  onMove?: (id: string, move: 'use' | 'cancel') => void
  onThank?: (id: string) => void
}) {
  const { offer, onMove, onThank } = props
  if (offer.reservations.length === 0) return <p className="second">{M.lending.noReservations}</p>
  return (
    <ul className="lines">
      {offer.reservations.map((one) => (
        <li key={one.id}>
          <span>
            <StatusWord
              tone={one.state === 'reserved' ? 'waiting' : 'done'}
              word={labelOf(M.flows.states, one.state)}
            />{' '}
            {M.lending.span(dayTime(one.startsAt), dayTime(one.endsAt))} · {one.purpose}
            {one.thanks && <p className="second">{M.lending.thanked(one.thanks)}</p>}
          </span>
          <span className="row-actions">
            {onMove && one.availableMoves.includes('use') && (
              <Button onPress={() => onMove(one.id, 'use')}>{M.flows.moves.use}</Button>
            )}
            {onThank && one.availableMoves.includes('thank') && (
              <Button onPress={() => onThank(one.id)}>{M.flows.moves.thank}</Button>
            )}
            {onMove && one.availableMoves.includes('cancel') && (
              <Button onPress={() => onMove(one.id, 'cancel')}>{M.flows.moves.cancel}</Button>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
