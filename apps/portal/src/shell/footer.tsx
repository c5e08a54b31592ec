import { ButtonLink } from '@yimi/ui/button.tsx'
import { addressOf, type Place } from '../routing/place.ts'
import { useMessages } from '../words/use-messages.ts'
import { useKiosk } from './kiosk.ts'

/** At a kiosk nothing leads away from it. */
export function Footer(props: { place: Place }) {
  const messages = useMessages()
  const kiosk = useKiosk()
  const start = kiosk ? 'kiosk' : 'home'
  return (
    <footer className="footer">
      <div className="footer__inner">
        {props.place.page === start ? null : (
          <ButtonLink href={addressOf({ page: start })}>{messages.site.home}</ButtonLink>
        )}
        <ButtonLink kind="quiet" href={addressOf({ page: 'complaint', order: '' })}>
          {messages.site.complain}
        </ButtonLink>
        <ButtonLink kind="quiet" href={addressOf({ page: 'follow-complaint' })}>
          {messages.complaint.toFollow}
        </ButtonLink>
        {kiosk ? null : (
          <ButtonLink kind="quiet" href="/console/">
            {messages.site.staff}
          </ButtonLink>
        )}
      </div>
    </footer>
  )
}
