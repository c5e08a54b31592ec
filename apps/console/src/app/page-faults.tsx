import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Page } from '../components/page.tsx'
import { M } from '../messages.ts'

export function NotFound() {
  return (
    <Page title={M.shell.notFound}>
      <p>{M.shell.notFoundLead}</p>
      <ButtonLink href="#/">{M.shell.toToday}</ButtonLink>
    </Page>
  )
}

export function PageFault() {
  return (
    <Notice
      kind="failed"
      title={M.shell.pageFailed}
      spoken
      actions={<Button onPress={() => location.reload()}>{M.shell.reload}</Button>}
    >
      <p>{M.shell.pageFailedLead}</p>
    </Notice>
  )
}
