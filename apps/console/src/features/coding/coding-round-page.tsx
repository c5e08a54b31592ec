import { getRouteApi } from '@tanstack/react-router'
import type { CodingPart, CodingRound } from '@yimi/contract/coding.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { Facts } from '../../components/facts.tsx'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useCodingItems, useCodingRound } from './coding-api.ts'
import { CodingDesk } from './coding-desk.tsx'
import { agreementWords } from './coding-page.tsx'

const W = M.coding
const route = getRouteApi('/coding/$id')

/** One round: the words to code, by keyboard, and how far the two agree. */
export function CodingRoundPage() {
  const { id } = route.useParams()
  const round = useCodingRound(id)
  const [chosen, setChosen] = useState<CodingPart>()
  const part = chosen && round.data?.parts.includes(chosen) ? chosen : round.data?.parts[0]
  return (
    <Page
      title={round.data ? `${round.data.sourceLabel} ${round.data.from} – ${round.data.until}` : W.title}
      lead={round.data && W.versionOf(round.data.frame.name, round.data.frame.version)}
      back={{ href: '#/coding', words: W.back }}
    >
      <QueryView query={round}>
        {(data) => (
          <>
            <Facts facts={factsOf(data)} />
            {data.parts.length > 1 && (
              <FilterChips
                label={W.progress}
                choices={data.parts.map((value) => ({ value, label: W.parts[value] }))}
                value={part}
                onChoose={setChosen}
              />
            )}
            {part ? <Desk key={part} round={data} part={part} /> : <Notice kind="info" title={W.waiting} />}
            {data.counts.length > 0 && <Counts round={data} />}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Desk({ round, part }: { round: CodingRound; part: CodingPart }) {
  const items = useCodingItems(round.id, part)
  return (
    <section aria-labelledby="coding-part">
      <h2 id="coding-part">{W.parts[part]}</h2>
      <QueryView query={items} isEmpty={(data) => data.length === 0} emptyWords={W.allDone}>
        {(data) => <CodingDesk round={round} part={part} items={data} />}
      </QueryView>
    </section>
  )
}

function Counts({ round }: { round: CodingRound }) {
  return (
    <section aria-labelledby="coding-counts">
      <h2 id="coding-counts">{W.counts}</h2>
      <Records
        caption={W.counts}
        rows={round.counts}
        rowKey={(row) => row.code}
        columns={[
          { key: 'code', title: W.code, head: true, cell: (row) => `${row.code} ${row.words}` },
          { key: 'count', title: W.count, figure: true, cell: (row) => row.count },
        ]}
      />
    </section>
  )
}

function factsOf(round: CodingRound): string[][] {
  return [
    [W.first, `${round.firstCoder} ${W.doneOf(round.firstDone, round.total)}`],
    [W.second, `${round.secondCoder || W.nobodyYet} ${W.doneOf(round.secondDone, round.secondTotal)}`],
    [W.agreement, agreementWords(round)],
    ...(round.agreement ? [['', W.kappaHint]] : []),
  ]
}
