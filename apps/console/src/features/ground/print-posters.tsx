import { POSTER_SUBJECTS, type PosterSubject, printPoster } from '@yimi/contract/poster.ts'
import { call } from '../../call.ts'
import { PrintPaper } from '../../components/print-paper.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'

/** Posters of a station for its doors and notice boards. */
export function PrintPosters({ orgId }: { orgId: string }) {
  if (!useMay('poster.print')) return null
  const make = (subject: PosterSubject) => () => call(printPoster, { params: { id: orgId }, body: { subject } })
  return (
    <section className="record-part">
      <h2>{M.print.posters}</h2>
      <p className="second">{M.print.postersLead}</p>
      <div className="acts">
        {POSTER_SUBJECTS.map((subject) => (
          <PrintPaper key={`${orgId} ${subject}`} words={M.print.poster[subject]} make={make(subject)} />
        ))}
      </div>
    </section>
  )
}
