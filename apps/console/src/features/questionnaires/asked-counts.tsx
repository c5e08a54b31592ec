import type { AskedCounts } from '@yimi/contract/visit.ts'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'

const T = M.questionnaires.results
const REASONS = ['toGo', 'notMet', 'refused', 'met', 'gone', 'takenBack'] as const

type Way = { key: string; way: string; asked: number; answered: number; missing: string }

/** How many were asked and how many answered, by way; whoever did not answer is a number with its reason. */
export function AskedCountsView({ counts }: { counts: AskedCounts }) {
  const { atDoors, otherwise } = counts
  const reasons = REASONS.filter((reason) => atDoors[reason] > 0).map((reason) =>
    T.reasonCount(T.reasons[reason], atDoors[reason]),
  )
  const ways: Way[] = [
    {
      key: 'doors',
      way: T.atDoors,
      asked: atDoors.doors,
      answered: atDoors.answered,
      missing: reasons.join('，') || T.nobodyMissing,
    },
    { key: 'otherwise', way: T.otherwise, asked: otherwise, answered: otherwise, missing: T.otherwiseLine },
  ]
  return (
    <section aria-label={T.asking}>
      <h2>{T.asking}</h2>
      <p>
        <strong>{T.askedWords(counts.asked)}</strong>，{T.answeredWords(counts.answered, counts.asked)}，
        {T.notAnsweredWords(counts.notAnswered)}
      </p>
      <Records caption={T.asking} rows={ways} columns={COLUMNS} rowKey={(row) => row.key} />
    </section>
  )
}

const COLUMNS: Column<Way>[] = [
  { key: 'way', title: T.way, head: true, cell: (row) => row.way },
  { key: 'asked', title: T.asked, figure: true, cell: (row) => row.asked },
  { key: 'answered', title: T.answered, figure: true, cell: (row) => row.answered },
  { key: 'not', title: T.notAnswered, figure: true, cell: (row) => row.asked - row.answered },
  { key: 'reason', title: T.reason, cell: (row) => row.missing },
]
