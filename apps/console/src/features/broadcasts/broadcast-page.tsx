import { getRouteApi } from '@tanstack/react-router'
import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { BROADCAST_STATE_LABELS } from '@yimi/contract/labels.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { BROADCAST_TONES } from '../../components/broadcast-tones.ts'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { spokenTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { AudiencePanel } from '../audience/audience-panel.tsx'
import { BroadcastChannels } from '../matrix/broadcast-channels.tsx'
import { ApplicationForm } from './application-form.tsx'
import { ApplicationView } from './application-view.tsx'
import { useBroadcast } from './broadcast-api.ts'
import { BroadcastHistory } from './broadcast-history.tsx'
import { GateBoard } from './gate-board.tsx'
import { GuestConsents } from './guest-consents.tsx'

const TABS = ['application', 'gates', 'guests', 'channels', 'audience', 'history'] as const
type Tab = (typeof TABS)[number]
/** States in which the applicant may change what is written. */
const OPEN_STATES: readonly Broadcast['state'][] = ['draft', 'in-review', 'returned', 'cleared']

const withTab = getRouteApi('/broadcasts/$id/$tab')
const withoutTab = getRouteApi('/broadcasts/$id')

export function BroadcastPage() {
  const { id, tab } = withTab.useParams()
  return <BroadcastTabs id={id} tab={TABS.find((one) => one === tab)} />
}

export function BroadcastFirstTab() {
  return <BroadcastTabs id={withoutTab.useParams().id} tab={undefined} />
}

function BroadcastTabs({ id, tab }: { id: string; tab: Tab | undefined }) {
  const query = useBroadcast(id)
  const mayAir = useMay('broadcast.air')
  const broadcast = query.data
  const control = mayAir && broadcast && ['cleared', 'on-air', 'ended', 'archived'].includes(broadcast.state)
  return (
    <Page
      title={broadcast ? broadcast.title || M.broadcasts.untitled : M.broadcasts.title}
      lead={broadcast && <Lead broadcast={broadcast} />}
      back={{ href: '#/broadcasts', words: M.broadcasts.back }}
      actions={
        control && (
          <ButtonLink kind="main" href={`#/broadcasts/${id}/control-room`}>
            {M.broadcasts.toControlRoom}
          </ButtonLink>
        )
      }
    >
      <QueryView query={query}>
        {(data) => {
          const shown = tab ?? (data.state === 'draft' || data.state === 'returned' ? 'application' : 'gates')
          return (
            <>
              <TabBar broadcast={data} shown={shown} />
              {shown === 'application' && <ApplicationTab broadcast={data} />}
              {shown === 'gates' && <GateBoard broadcast={data} />}
              {shown === 'guests' && <GuestConsents broadcast={data} />}
              {shown === 'audience' && <AudiencePanel broadcast={data} />}
              {shown === 'channels' && <BroadcastChannels broadcast={data} />}
              {shown === 'history' && <BroadcastHistory id={id} />}
            </>
          )
        }}
      </QueryView>
    </Page>
  )
}

function Lead({ broadcast }: { broadcast: Broadcast }) {
  const facts = [
    broadcast.series && M.broadcasts.episode(broadcast.series, broadcast.episode),
    broadcast.startsAt && spokenTime(broadcast.startsAt),
    broadcast.venueName,
    broadcast.orgName,
    broadcast.applicant,
    M.broadcasts.rules(broadcast.rulesVersion),
  ].filter(Boolean)
  return (
    <>
      <StatusWord tone={BROADCAST_TONES[broadcast.state]} word={BROADCAST_STATE_LABELS[broadcast.state].zh} />
      <span> · {facts.join(' · ')}</span>
    </>
  )
}

function TabBar({ broadcast, shown }: { broadcast: Broadcast; shown: Tab }) {
  const mayCount = useMay('audience.read')
  // Nobody can have watched before it was on air.
  const tabs = TABS.filter((tab) => tab !== 'audience' || (mayCount && broadcast.airedFrom !== null))
  return (
    <nav className="tabs" aria-label={M.broadcasts.tabsLabel}>
      {tabs.map((tab) => (
        <a key={tab} href={`#/broadcasts/${broadcast.id}/${tab}`} aria-current={tab === shown ? 'page' : undefined}>
          {M.broadcasts.tabs[tab]}
        </a>
      ))}
    </nav>
  )
}

function ApplicationTab({ broadcast }: { broadcast: Broadcast }) {
  if (broadcast.mine && OPEN_STATES.includes(broadcast.state)) return <ApplicationForm broadcast={broadcast} />
  return (
    <>
      {!broadcast.mine && <Notice kind="info" title={M.broadcasts.form.readOnly} />}
      <ApplicationView broadcast={broadcast} />
    </>
  )
}
