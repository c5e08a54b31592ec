import { ButtonLink } from '@yimi/ui/button.tsx'
import { addressOf } from '../routing/place.ts'
import { useMessages } from '../words/use-messages.ts'
import { Page } from './page.tsx'

export function NotFoundPage() {
  const messages = useMessages()
  return (
    <Page title={messages.notFound.title}>
      <p>{messages.notFound.line}</p>
      <ButtonLink kind="main" href={addressOf({ page: 'home' })}>
        {messages.site.home}
      </ButtonLink>
    </Page>
  )
}
