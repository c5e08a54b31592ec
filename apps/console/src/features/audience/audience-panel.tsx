import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useAudience } from './audience-api.ts'
import { OnSite } from './on-site.tsx'
import { OwnPage } from './own-page.tsx'
import { PlatformReports } from './platform-reports.tsx'

/** Who watched: three kinds of audience one under another, each in its own unit. */
export function AudiencePanel({ broadcast }: { broadcast: Broadcast }) {
  const query = useAudience(broadcast.id, broadcast.state === 'on-air')
  return (
    <>
      <p className="second">{M.audience.lead}</p>
      <QueryView query={query}>
        {(audience) => (
          <>
            <OwnPage own={audience.own} onAir={broadcast.state === 'on-air'} />
            <PlatformReports broadcast={broadcast} platforms={audience.platforms} />
            <OnSite broadcast={broadcast} onSite={audience.onSite} />
          </>
        )}
      </QueryView>
    </>
  )
}
