import { newKey } from '@yimi/contract/client.ts'
import type { Offer } from '@yimi/contract/lending.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { MomentField } from '../../components/time-fields.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { PartnerTabs } from './partner-tabs.tsx'
import { useOffers, usePartnerActs } from './partners-api.ts'
import { ReservationList } from './reservation-list.tsx'

type Open = { reserve: Offer } | { thank: string }

export function LentPage() {
  const offers = useOffers()
  const acts = usePartnerActs()
  const mayReserve = useMay('offer.reserve')
  const [open, setOpen] = useState<Open>()
  const [fault, setFault] = useState<unknown>()
  const close = () => setOpen(undefined)
  const move = (id: string, named: 'use' | 'cancel') =>
    void acts.moveReservation(id, { move: named, words: '' }, newKey()).catch(setFault)
  return (
    <Page title={M.partners.title} lead={M.lending.lead}>
      <PartnerTabs shown="lent" />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView query={offers} isEmpty={(data) => data.items.length === 0} emptyWords={M.lending.nothing}>
        {(data) => (
          <>
            <Count total={data.items.length} />
            <ul className="cards">
              {data.items.map((offer) => (
                <li key={offer.id} className="card">
                  <OfferWords offer={offer} />
                  <ReservationList
                    offer={offer}
                    {...(mayReserve ? { onMove: move, onThank: (id: string) => setOpen({ thank: id }) } : {})}
                  />
                  {mayReserve && (
                    <Button label={M.lending.reserveTitle(offer.name)} onPress={() => setOpen({ reserve: offer })}>
                      {M.lending.reserve}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryView>
      {open && 'reserve' in open && <ReserveDialog offer={open.reserve} onClose={close} />}
      {open && 'thank' in open && (
        <ReasonDialog
          title={M.lending.thankTitle}
          submitWords={M.lending.thankTitle}
          label={M.lending.thanks}
          hint=""
          maxLength={300}
          onSubmit={(words, key) => acts.moveReservation(open.thank, { move: 'thank', words }, key)}
          onClose={close}
        />
      )}
    </Page>
  )
}

export function OfferWords({ offer }: { offer: Offer }) {
  return (
    <>
      <h3>
        {offer.name} <Badge>{M.lending.kinds[offer.kind]}</Badge>{' '}
        {offer.withdrawn && <Badge kind="done">{M.lending.withdrawn}</Badge>}
      </h3>
      <p className="second">
        {offer.partnerName} · {offer.orgName}
      </p>
      <p>{M.lending.span(dayTime(offer.startsAt), dayTime(offer.endsAt))}</p>
      {offer.terms && <p>{offer.terms}</p>}
    </>
  )
}

function ReserveDialog({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const acts = usePartnerActs()
  const initial: { purpose: string; startsAt: string | null; endsAt: string | null } = {
    purpose: '',
    startsAt: null,
    endsAt: null,
  }
  return (
    <FormDialog
      title={M.lending.reserveTitle(offer.name)}
      submitWords={M.lending.reserve}
      initial={initial}
      ready={({ purpose, startsAt, endsAt }) => purpose.trim() !== '' && startsAt !== null && endsAt !== null}
      onSubmit={({ purpose, startsAt, endsAt }, key) =>
        acts.reserve(offer.id, { purpose, startsAt: startsAt ?? '', endsAt: endsAt ?? '' }, key)
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.lending.span(dayTime(offer.startsAt), dayTime(offer.endsAt))}</p>
          <TextField
            name="purpose"
            label={M.lending.purpose}
            maxLength={100}
            value={values.purpose}
            onChange={(purpose) => change({ purpose })}
            {...fault('purpose')}
          />
          <MomentField
            label={M.lending.startsAt}
            value={values.startsAt}
            onPick={(startsAt) => change({ startsAt })}
            {...fault('startsAt')}
          />
          <MomentField
            label={M.lending.endsAt}
            value={values.endsAt}
            onPick={(endsAt) => change({ endsAt })}
            {...fault('endsAt')}
          />
        </>
      )}
    </FormDialog>
  )
}
