import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { listReleaseDrafts, ReleaseState } from '@yimi/contract/statistic.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { NeedLinks } from '../needs/need-tabs.tsx'
import { MakeReleaseDialog } from './make-release-dialog.tsx'
import { useReleases } from './releases-api.ts'

const W = M.releases
export const RELEASE_TONES: Readonly<Record<ReleaseState, StatusTone>> = {
  working: 'waiting',
  ready: 'attention',
  refused: 'failed',
  published: 'done',
  discarded: 'quiet',
}

/** Statistics for everybody: what is out, and what is being made. */
export function ReleasesPage() {
  const [offset, setOffset] = useState(0)
  const [making, setMaking] = useState(false)
  const releases = useReleases(offset)
  return (
    <Page
      title={W.title}
      lead={W.lead}
      back={{ href: '#/need-statistics', words: M.needs.statistics.title }}
      actions={
        <>
          <NeedLinks here="releases" />
          <Button kind="main" onPress={() => setMaking(true)}>
            {W.make}
          </Button>
        </>
      }
    >
      <QueryView query={releases} isEmpty={(data) => data.items.length === 0} emptyWords={W.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={W.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {making && <MakeReleaseDialog onClose={() => setMaking(false)} />}
    </Page>
  )
}

const columns: Column<RouteAnswer<typeof listReleaseDrafts>['items'][number]>[] = [
  {
    key: 'name',
    title: W.name,
    head: true,
    cell: (row) => <a href={`#/statistic-releases/${row.id}`}>{row.title}</a>,
  },
  { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
  {
    key: 'state',
    title: W.state,
    cell: (row) => <StatusWord tone={RELEASE_TONES[row.state]} word={W.states[row.state]} />,
  },
  { key: 'made', title: W.madeAt, cell: (row) => dayTime(row.madeAt) },
]
