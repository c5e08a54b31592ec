import type { Claimable, getMyPartnerDesk } from '@yimi/contract/claimable.ts'
import { newKey } from '@yimi/contract/client.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { type ReactNode, useState } from 'react'
import { Page } from '../../components/page.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { CheckInDialog } from './check-in-dialog.tsx'
import { ClaimableWords } from './claimable-words.tsx'
import { OfferWords } from './lent-page.tsx'
import { OfferDialog } from './offer-dialog.tsx'
import { CheckInStatus, Totals } from './partner-words.tsx'
import { usePartnerActs, usePartnerDesk } from './partners-api.ts'
import { ReservationList } from './reservation-list.tsx'
import { SendMembersDialog } from './send-members-dialog.tsx'

type Desk = RouteAnswer<typeof getMyPartnerDesk>
type Mine = Desk['checkIns'][number]
type Open = { what: 'apply' } | { what: 'send' | 'offer'; id: string }

/** The contact of an organisation: check in, name the members, lend, take on. Totals alone come back. */
export function PartnerDeskPage() {
  const desk = usePartnerDesk()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const apply = (
    <Button kind="main" onPress={() => setOpen({ what: 'apply' })}>
      {M.partnerDesk.apply}
    </Button>
  )
  return (
    <Page title={M.partnerDesk.title} lead={M.partnerDesk.lead} actions={apply}>
      <QueryView query={desk} isEmpty={(data) => data.checkIns.length === 0} emptyWords={M.partnerDesk.nothing}>
        {(data) => (
          <>
            {data.checkIns.map((checkIn) => (
              <CheckInSection key={checkIn.id} checkIn={checkIn} onOpen={setOpen} />
            ))}
            <OpenItems desk={data} />
          </>
        )}
      </QueryView>
      {open?.what === 'apply' && <CheckInDialog title={M.partnerDesk.apply} onClose={close} />}
      {open?.what === 'send' && <SendMembersDialog id={open.id} onClose={close} />}
      {open?.what === 'offer' && <OfferDialog id={open.id} onClose={close} />}
    </Page>
  )
}

function CheckInSection({ checkIn, onOpen }: { checkIn: Mine; onOpen: (open: Open) => void }) {
  const acts = usePartnerActs()
  const [fault, setFault] = useState<unknown>()
  const confirmed = checkIn.state === 'confirmed'
  const { id } = checkIn
  return (
    <section aria-labelledby={`check-in-${id}`}>
      <h2 id={`check-in-${id}`}>{checkIn.name}</h2>
      <p>
        <CheckInStatus state={checkIn.state} /> · {checkIn.kindLabel} · {checkIn.orgName}
      </p>
      {checkIn.state === 'applied' && <Notice kind="info" title={M.partnerDesk.waiting} />}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {confirmed && (
        <>
          <Totals totals={checkIn.totals} />
          <div className="row-actions">
            <Button onPress={() => onOpen({ what: 'send', id })}>{M.partnerDesk.send}</Button>
            <Button onPress={() => onOpen({ what: 'offer', id })}>{M.lending.offer}</Button>
          </div>
          <h3>{M.partnerDesk.offers}</h3>
          <ul className="cards">
            {checkIn.offers.map((offer) => (
              <li key={offer.id} className="card">
                <OfferWords offer={offer} />
                <ReservationList offer={offer} />
                {!offer.withdrawn && (
                  <Button onPress={() => void acts.withdrawOffer(offer.id, newKey()).catch(setFault)}>
                    {M.lending.withdraw}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {checkIn.offers.length === 0 && <EmptyState words={M.partnerDesk.noOffers} />}
          <h3>{M.partnerDesk.claims}</h3>
          <ClaimCards
            items={checkIn.claims}
            empty={M.partnerDesk.noClaims}
            act={(item) =>
              item.state === 'claimed' && (
                <Button onPress={() => void acts.release(id, item.id).catch(setFault)}>{M.claims.release}</Button>
              )
            }
          />
        </>
      )}
    </section>
  )
}

/** Taken on in the name of the organisation that checked in first. */
function OpenItems({ desk }: { desk: Desk }) {
  const acts = usePartnerActs()
  const [fault, setFault] = useState<unknown>()
  const by = desk.checkIns.find((checkIn) => checkIn.state === 'confirmed')
  if (!by) return null
  return (
    <section aria-labelledby="open-items">
      <h2 id="open-items">{M.partnerDesk.open}</h2>
      {fault !== undefined && <Notice kind="attention" title={problemWords(fault)} spoken />}
      <ClaimCards
        items={desk.open}
        empty={M.partnerDesk.noOpen}
        act={(item) => (
          <Button
            label={M.claims.claimOf(item.title)}
            onPress={() => void acts.claim(by.id, item.id, newKey()).catch(setFault)}
          >
            {M.claims.claim}
          </Button>
        )}
      />
    </section>
  )
}

function ClaimCards(props: { items: readonly Claimable[]; empty: string; act: (item: Claimable) => ReactNode }) {
  if (props.items.length === 0) return <EmptyState words={props.empty} />
  return (
    <ul className="cards">
      {props.items.map((item) => (
        <li key={item.id} className="card">
          <ClaimableWords item={item} />
          {props.act(item)}
        </li>
      ))}
    </ul>
  )
}
