import { FailedState, LoadingState } from '@yimi/ui/notice.tsx'
import { problemWords } from '../calls/fault-words.ts'
import { Page } from '../shell/page.tsx'
import { usePortalHome } from '../shell/portal-home.ts'
import { useMessages } from '../words/use-messages.ts'
import { BroadcastList } from './broadcast-list.tsx'

export function LiveListPage() {
  const messages = useMessages()
  const home = usePortalHome()
  return (
    <Page title={messages.live.listTitle}>
      {home.problem && !home.value ? (
        <FailedState title={problemWords(home.problem, messages)} retry={messages.site.retry} onRetry={home.refresh} />
      ) : null}
      {!home.problem && !home.value ? <LoadingState words={messages.site.loading} /> : null}
      {home.value ? <BroadcastList broadcasts={home.value.broadcasts} /> : null}
    </Page>
  )
}
