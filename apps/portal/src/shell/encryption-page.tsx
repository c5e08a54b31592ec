import { ButtonLink } from '@yimi/ui/button.tsx'
import { useMessages } from '../words/use-messages.ts'
import { Page } from './page.tsx'

/** In place of a form, over plain HTTP: the server's own page at `/` has the address and how to trust it. */
export function EncryptionPage() {
  const words = useMessages().encryption
  return (
    <Page title={words.title}>
      <p>{words.line}</p>
      <ButtonLink kind="main" href="/">
        {words.open}
      </ButtonLink>
      <p>{words.inPerson}</p>
    </Page>
  )
}
