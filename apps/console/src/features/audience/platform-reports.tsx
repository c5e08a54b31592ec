import type { Audience, PlatformReport } from '@yimi/contract/audience.ts'
import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { PlatformDialog } from './platform-dialog.tsx'
import { PlatformFileDialog } from './platform-file-dialog.tsx'
import { spokenCount } from './spoken-count.ts'

type Platform = Audience['platforms']['items'][number]

/** What each platform says of itself, with its proof; what was corrected stays to be seen. */
export function PlatformReports(props: { broadcast: Broadcast; platforms: Audience['platforms'] }) {
  const { broadcast, platforms } = props
  const words = M.audience.platforms
  const mayEnter = useMay('audience.enter')
  const [open, setOpen] = useState<Platform | 'file'>()
  const columns: Column<Platform>[] = [
    { key: 'name', title: words.name, head: true, cell: (row) => <strong>{row.name}</strong> },
    ...COUNTS.map(
      ([key, title]): Column<Platform> => ({
        key,
        title,
        figure: true,
        cell: (row) => (row.latest ? spokenCount(row.latest[key]) : key === 'views' && words.notYet),
      }),
    ),
    { key: 'evidence', title: words.evidence, cell: (row) => row.latest && <EvidenceLink of={row.latest} /> },
    { key: 'entered', title: words.entered, cell: (row) => <Entered row={row} /> },
  ]
  if (mayEnter) {
    columns.push({
      key: 'act',
      title: words.actions,
      cell: (row) =>
        broadcast.application.channelIds.includes(row.channelId) && (
          <Button onPress={() => setOpen(row)}>{row.latest ? words.correct : words.enter}</Button>
        ),
    })
  }
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="second">{words.lead}</p>
      {platforms.items.length === 0 ? (
        <EmptyState words={words.none} />
      ) : (
        <>
          <p>
            <strong>{words.reported(platforms.reported, platforms.expected)}</strong>
            {platforms.views !== null && <> · {words.views(spokenCount(platforms.views))}</>}
          </p>
          <Records caption={words.title} rows={platforms.items} columns={columns} rowKey={(row) => row.channelId} />
        </>
      )}
      {mayEnter && platforms.items.length > 1 && (
        <Button onPress={() => setOpen('file')}>{M.audience.file.button}</Button>
      )}
      {open === 'file' && <PlatformFileDialog broadcast={broadcast} onClose={() => setOpen(undefined)} />}
      {typeof open === 'object' && (
        <PlatformDialog broadcast={broadcast} platform={open} onClose={() => setOpen(undefined)} />
      )}
    </section>
  )
}

const COUNTS = [
  ['views', M.audience.platforms.viewsColumn],
  ['viewers', M.audience.platforms.viewersColumn],
  ['peak', M.audience.platforms.peakColumn],
] as const

function EvidenceLink({ of: report }: { of: PlatformReport }) {
  return (
    <a href={`/api/files/${report.evidence.fileId}/content`}>{report.evidence.name || M.audience.platforms.evidence}</a>
  )
}

function Entered({ row }: { row: Platform }) {
  const words = M.audience.platforms
  if (!row.latest) return null
  return (
    <>
      {words.by(row.latest.enteredBy, dayTime(row.latest.enteredAt))}
      {row.latest.note && <p className="second">{row.latest.note}</p>}
      {row.earlier.length > 0 && (
        <details>
          <summary>{words.earlier(row.earlier.length)}</summary>
          <ul>
            {row.earlier.map((report) => (
              <li key={report.id}>
                {words.before(
                  dayTime(report.enteredAt),
                  report.enteredBy,
                  words.counts(spokenCount(report.views), spokenCount(report.viewers), spokenCount(report.peak)),
                )}{' '}
                <EvidenceLink of={report} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
