import { ButtonLink } from '@yimi/ui/button.tsx'
import { addressOf, type Place } from '../routing/place.ts'
import { useMessages } from '../words/use-messages.ts'

export function Footer(props: { place: Place }) {
  const messages = useMessages()
  return (
    <footer className="footer">
      <div className="footer__inner">
        {props.place.page === 'home' ? null : (
          <ButtonLink href={addressOf({ page: 'home' })}>{messages.site.home}</ButtonLink>
        )}
        <ButtonLink kind="quiet" href={addressOf({ page: 'complaint' })}>
          {messages.site.complain}
        </ButtonLink>
        <ButtonLink kind="quiet" href={addressOf({ page: 'follow-complaint' })}>
          {messages.complaint.toFollow}
        </ButtonLink>
        <ButtonLink kind="quiet" href="/console/">
          {messages.site.staff}
        </ButtonLink>
      </div>
    </footer>
  )
}
