import { ButtonLink } from '@yimi/ui/button.tsx'
import { FailedState, LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { problemWords } from '../calls/fault-words.ts'
import { BroadcastList } from '../live/broadcast-list.tsx'
import { useElderMode } from '../reading/reading-settings.ts'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { usePortalHome } from '../shell/portal-home.ts'
import { useMessages } from '../words/use-messages.ts'
import { Doors } from './doors.tsx'

export function HomePage() {
  const messages = useMessages()
  const home = usePortalHome()
  const elder = useElderMode()
  return (
    <Page title={messages.home.title}>
      <Doors onAir={home.value?.broadcasts.some((one) => one.state === 'on-air') ?? false} />
      {home.value ? <TelephoneLine telephone={home.value.telephone} /> : null}
      <MoreThings />
      {/* One task a screen: in elder mode the broadcasts are behind their door. */}
      {elder ? null : <Broadcasts />}
    </Page>
  )
}

/** Smaller doors; in elder mode those that elders use. */
function MoreThings() {
  const words = useMessages().more
  const elder = useElderMode()
  return (
    <nav aria-label={words.title} className="buttons">
      <ButtonLink href={addressOf({ page: 'orders' })}>{words.orders}</ButtonLink>
      <ButtonLink href={addressOf({ page: 'tasks' })}>{words.tasks}</ButtonLink>
      <ButtonLink href={addressOf({ page: 'who' })}>{words.who}</ButtonLink>
      <ButtonLink href={addressOf({ page: 'my', part: 'all' })}>{words.my}</ButtonLink>
      <ButtonLink href={addressOf({ page: 'incident' })}>{words.incident}</ButtonLink>
      {elder ? null : (
        <>
          <ButtonLink href={addressOf({ page: 'certificate', number: '' })}>{words.certificate}</ButtonLink>
          <ButtonLink href={addressOf({ page: 'hour-notices' })}>{words.notices}</ButtonLink>
        </>
      )}
    </nav>
  )
}

function TelephoneLine(props: { telephone: string | null }) {
  const words = useMessages().home
  if (!props.telephone) return <Notice kind="info" title={words.noTelephone} />
  return (
    <p className="telephone">
      <a className="y-button y-button--main y-button--wide" href={`tel:${props.telephone.replace(/[^\d+]/g, '')}`}>
        {words.telephone(props.telephone)}
      </a>
      <span className="telephone__line">{words.telephoneLine}</span>
    </p>
  )
}

function Broadcasts() {
  const messages = useMessages()
  const home = usePortalHome()
  if (home.value) return <BroadcastList broadcasts={home.value.broadcasts} />
  if (!home.problem) return <LoadingState words={messages.site.loading} />
  return <FailedState title={problemWords(home.problem, messages)} retry={messages.site.retry} onRetry={home.refresh} />
}
