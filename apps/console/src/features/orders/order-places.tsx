import type { Order, OrderPlaceView } from '@yimi/contract/order.ts'
import { PLACE_DESK_MOVES } from '@yimi/contract/order-place.ts'
import { PROOF_LABELS } from '@yimi/contract/service-labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { type ReactNode, useState } from 'react'
import { clock, dayTime, spokenTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { PlaceMoveDialog } from './move-dialog.tsx'
import { PLACE_TONES } from './order-tones.ts'
import type { PlaceDeskMove } from './orders-api.ts'
import { SuggestionsDialog } from './suggestions-dialog.tsx'

const W = M.orders.places

/** One card for each person whom the order needs. */
export function OrderPlaces({ order }: { order: Order }) {
  return (
    <section aria-labelledby="order-places" className="record-part">
      <h2 id="order-places">{W.title(order.filled, order.places)}</h2>
      {order.placeList.length === 0 && <EmptyState words={M.orders.page.nobodyYet} />}
      <ul className="cards">
        {order.placeList.map((place) => (
          <PlaceCard key={place.id} order={order} place={place} />
        ))}
      </ul>
    </section>
  )
}

function PlaceCard({ order, place }: { order: Order; place: OrderPlaceView }) {
  const facts = factsOf(place)
  return (
    <li className="card">
      <div className="card__head">
        <h3>{W.one(place.position)}</h3>
        <StatusWord tone={PLACE_TONES[place.state]} word={W.states[place.state]} />
        {place.attempts > 0 && <StatusWord tone="attention" word={W.attempts(place.attempts)} />}
      </div>
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {place.offers.length > 0 && <Offers place={place} />}
      <PlaceActs order={order} place={place} />
    </li>
  )
}

function factsOf(place: OrderPlaceView): (readonly [string, ReactNode])[] {
  const facts: (readonly [string, ReactNode])[] = []
  const { holder, slot } = place
  if (holder) facts.push([W.holder, `${holder.name} ${holder.contactMasked}`])
  if (slot) {
    const agreed = place.slotConfirmed ? W.slotConfirmed : W.slotOpen
    const waits = place.state === 'scheduled' ? `，${agreed}` : ''
    facts.push([W.slot, `${spokenTime(slot.startsAt)}–${clock(slot.endsAt)}${waits}`])
  }
  if (place.startedAt) {
    const how = place.startedBy ? `（${M.orders.started[place.startedBy]}）` : ''
    facts.push([W.began, `${dayTime(place.startedAt)}${how}`])
  }
  if (place.endedAt) facts.push([W.ended, dayTime(place.endedAt)])
  if (place.outcome) facts.push([W.outcome, M.orders.outcomes[place.outcome]])
  if (place.proof) facts.push([W.proof, PROOF_LABELS[place.proof].zh])
  return facts
}

/** Who was asked, why, and what came of it; a decline carries no name once the place is filled. */
function Offers({ place }: { place: OrderPlaceView }) {
  const declined = place.offers.some((offer) => offer.outcome === 'declined' || offer.outcome === 'lapsed')
  return (
    <>
      <h4>{W.offers}</h4>
      <ul className="order-offers">
        {place.offers.map((offer) => (
          <li key={offer.id}>
            <strong>{offer.name || W.nameless}</strong> {outcomeWords(place, offer)}
            {offer.outcome === 'open' && ` · ${W.lapsesAt(spokenTime(offer.lapsesAt))}`}
            {offer.reasons.length > 0 && <span className="order-reasons">{offer.reasons.join('；')}</span>}
          </li>
        ))}
      </ul>
      {declined && <p className="second">{W.declineNote}</p>}
    </>
  )
}

/** Who had accepted and has the place no more could not come. */
function outcomeWords({ holder }: OrderPlaceView, offer: OrderPlaceView['offers'][number]): string {
  const gaveBack = offer.outcome === 'accepted' && holder?.personId !== offer.personId
  return gaveBack ? W.gaveBack : W.offerStates[offer.outcome]
}

function PlaceActs({ order, place }: { order: Order; place: OrderPlaceView }) {
  const [open, setOpen] = useState<PlaceDeskMove | 'find'>()
  const mayDispatch = useMay('order.dispatch')
  if (!mayDispatch) return null
  const moves = PLACE_DESK_MOVES.filter((move) => place.availableMoves.includes(move))
  const close = () => setOpen(undefined)
  return (
    <div className="acts">
      {place.availableMoves.includes('offer') && (
        <Button kind="main" onPress={() => setOpen('find')}>
          {W.find}
        </Button>
      )}
      {moves.map((move) => (
        <Button key={move} onPress={() => setOpen(move)}>
          {W.moves[move]}
        </Button>
      ))}
      {open === 'find' && <SuggestionsDialog place={place} onClose={close} />}
      {open && open !== 'find' && <PlaceMoveDialog order={order} place={place} move={open} onClose={close} />}
    </div>
  )
}
