import type { Audience } from '@yimi/contract/audience.ts'
import { Records } from '../../components/records.tsx'
import { spokenTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { spokenCount } from './spoken-count.ts'

type Own = Audience['own']

export function OwnPage({ own, onAir }: { own: Own; onAir: boolean }) {
  const words = M.audience.own
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="second">{own.final ? words.final : words.lead}</p>
      <ul className="figures">
        {onAir && (
          <Figure
            label={words.connected}
            value={own.connected}
            note={words.connectedNote(own.playing, own.inBackground)}
          />
        )}
        <Figure label={words.peak} value={own.peak} note={own.peakAt ? words.peakAt(spokenTime(own.peakAt)) : ''} />
        <Figure label={words.viewers} value={own.viewers} note={words.viewersNote} />
      </ul>
      {own.viewers > 0 && <WatchTimes own={own} />}
    </section>
  )
}

function Figure({ label, value, note }: { label: string; value: number; note: string }) {
  return (
    <li className="card figures__card">
      <span className="figures__label">{label}</span>
      <span className="figures__value">
        {spokenCount(value)}
        <span className="figures__unit">{M.audience.own.people}</span>
      </span>
      <span className="figures__as-of">{note}</span>
    </li>
  )
}

function WatchTimes({ own }: { own: Own }) {
  const words = M.audience.own
  const all = own.histogram.reduce((sum, bucket) => sum + bucket.viewers, 0)
  return (
    <>
      <h3>{words.histogram}</h3>
      <Records
        caption={words.histogram}
        rows={own.histogram}
        rowKey={(bucket) => String(bucket.fromSeconds)}
        columns={[
          { key: 'bucket', title: words.bucket, head: true, cell: bucketWords },
          { key: 'viewers', title: words.viewers, figure: true, cell: (bucket) => spokenCount(bucket.viewers) },
          {
            key: 'share',
            title: words.share,
            figure: true,
            cell: (bucket) => (all === 0 ? '—' : `${Math.round((bucket.viewers / all) * 100)}%`),
          },
        ]}
      />
    </>
  )
}

function bucketWords({ fromSeconds, untilSeconds }: Own['histogram'][number]): string {
  const words = M.audience.own
  if (untilSeconds === null) return words.over(fromSeconds / 60)
  return fromSeconds === 0 ? words.under(untilSeconds / 60) : words.between(fromSeconds / 60, untilSeconds / 60)
}
