import { getRouteApi } from '@tanstack/react-router'
import type { ReleaseDraft } from '@yimi/contract/statistic.ts'
import { Button } from '@yimi/ui/button.tsx'
import { LoadingState, Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { Facts } from '../../components/facts.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { ReleaseTable } from './release-table.tsx'
import { useRelease, useReleaseActs } from './releases-api.ts'
import { RELEASE_TONES } from './releases-page.tsx'

const W = M.releases
const route = getRouteApi('/statistic-releases/$id')

/** One release as everybody will read it, and beside it what is withheld and why. */
export function ReleasePage() {
  const { id } = route.useParams()
  const release = useRelease(id)
  return (
    <Page
      title={release.data?.title ?? W.title}
      lead={
        release.data && (
          <span className="row-actions">
            <StatusWord tone={RELEASE_TONES[release.data.state]} word={W.states[release.data.state]} />
            <span>{release.data.orgName}</span>
            {release.data.publishedAt && <span>{W.published(dayTime(release.data.publishedAt))}</span>}
          </span>
        )
      }
      back={{ href: '#/statistic-releases', words: W.back }}
    >
      <QueryView query={release}>
        {(data) => (
          <>
            {data.state === 'working' && <LoadingState words={W.working} />}
            {data.refusal && (
              <Notice kind="failed" title={W.refused}>
                <p>{data.refusal}</p>
              </Notice>
            )}
            <ReleaseActs release={data} />
            {data.tables.length > 0 && <Preview release={data} />}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Preview({ release }: { release: ReleaseDraft }) {
  return (
    <>
      <WithheldWords release={release} />
      <section aria-labelledby="release-preview">
        <h2 id="release-preview">{release.state === 'published' ? release.title : W.preview}</h2>
        <h3>{W.base}</h3>
        <Facts facts={release.base.map((one) => [one.label, one.value?.toLocaleString('zh-CN') ?? W.dash])} />
        {release.tables.map((table) => (
          <ReleaseTable key={table.name} table={table} />
        ))}
        <p className="quiet">{W.dashHint(release.threshold)}</p>
      </section>
      <WhyWithheld release={release} />
    </>
  )
}

function WithheldWords({ release }: { release: ReleaseDraft }) {
  const withheld = release.exact.filter((cell) => cell.why !== null)
  if (withheld.length === 0) return <Notice kind="info" title={W.nothingWithheld} />
  const small = withheld.filter((cell) => cell.why === 'small').length
  return (
    <Notice
      kind="info"
      title={small === withheld.length ? W.withheldSmall(small) : W.withheld(withheld.length, small)}
    />
  )
}

function WhyWithheld({ release }: { release: ReleaseDraft }) {
  const why = W.why(release.threshold)
  const rows = release.exact.flatMap((cell) => (cell.why ? [{ ...cell, why: cell.why }] : []))
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="release-why">
      <h2 id="release-why">{W.whyTitle}</h2>
      <Records
        caption={W.whyTitle}
        rows={rows}
        rowKey={(row) => [row.table, ...row.at].join('|')}
        columns={[
          { key: 'cell', title: W.cell, head: true, cell: (row) => cellWords(release, row) },
          { key: 'value', title: W.value, figure: true, cell: (row) => row.value },
          { key: 'why', title: W.reason, cell: (row) => why[row.why] },
        ]}
      />
    </section>
  )
}

function cellWords(release: ReleaseDraft, cell: { table: string; at: readonly string[] }): string {
  const table = release.tables.find((one) => one.name === cell.table)
  const groups = cell.at.map((id, index) => table?.axes[index]?.groups.find((one) => one.id === id)?.label ?? id)
  return `${table?.title ?? ''}：${groups.join('，')}`
}

function ReleaseActs({ release }: { release: ReleaseDraft }) {
  const acts = useReleaseActs()
  const [open, setOpen] = useState<'publish' | 'discard'>()
  const may = (move: 'publish' | 'discard') => release.availableMoves.includes(move)
  if (release.availableMoves.length === 0) return null
  return (
    <div className="acts acts--above">
      {may('publish') && (
        <Button kind="main" onPress={() => setOpen('publish')}>
          {W.publish}
        </Button>
      )}
      {may('discard') && <Button onPress={() => setOpen('discard')}>{W.discard}</Button>}
      {open && (
        <FormDialog
          title={open === 'publish' ? W.publishTitle : W.discardTitle}
          submitWords={W[open]}
          initial={{}}
          onSubmit={(_, key) => acts.move(release.id, open, key)}
          onClose={() => setOpen(undefined)}
        >
          {() => <p>{open === 'publish' ? W.publishLead : W.discardLead}</p>}
        </FormDialog>
      )}
    </div>
  )
}
