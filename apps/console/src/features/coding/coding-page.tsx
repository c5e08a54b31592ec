import type { CodingRound } from '@yimi/contract/coding.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { NeedLinks } from '../needs/need-tabs.tsx'
import { useCodingRounds } from './coding-api.ts'
import { FrameDialog, StartDialog } from './coding-dialogs.tsx'

const W = M.coding

/** Rounds of coding with how far they are and how far the two agree. */
export function CodingPage() {
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<'frame' | 'round'>()
  const rounds = useCodingRounds(offset)
  const mayFrame = useMay('code-frame.change')
  return (
    <Page
      title={W.title}
      lead={W.lead}
      back={{ href: '#/needs', words: M.needs.back }}
      actions={
        <>
          <NeedLinks here="coding" />
          {mayFrame && <Button onPress={() => setOpen('frame')}>{W.newFrame}</Button>}
          <Button kind="main" onPress={() => setOpen('round')}>
            {W.start}
          </Button>
        </>
      }
    >
      <QueryView query={rounds} isEmpty={(data) => data.items.length === 0} emptyWords={W.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={W.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {open === 'frame' && <FrameDialog onClose={() => setOpen(undefined)} />}
      {open === 'round' && <StartDialog onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

const columns: Column<CodingRound>[] = [
  {
    key: 'what',
    title: W.source,
    head: true,
    cell: (row) => <a href={`#/coding/${row.id}`}>{`${row.sourceLabel} ${row.from} – ${row.until}`}</a>,
  },
  { key: 'org', title: M.act.organisation, cell: (row) => row.orgName },
  { key: 'frame', title: W.frame, cell: (row) => W.versionOf(row.frame.name, row.frame.version) },
  { key: 'first', title: W.first, cell: (row) => `${row.firstCoder} ${W.doneOf(row.firstDone, row.total)}` },
  {
    key: 'second',
    title: W.second,
    cell: (row) => `${row.secondCoder || W.nobodyYet} ${W.doneOf(row.secondDone, row.secondTotal)}`,
  },
  { key: 'agreement', title: W.agreement, cell: (row) => agreementWords(row) },
]

export function agreementWords({ agreement }: CodingRound): string {
  if (!agreement) return W.noAgreement
  const kappa = agreement.kappa === null ? W.kappaNone : W.kappa(agreement.kappa)
  return `${W.agreementWords(agreement.percent, agreement.both)}，${kappa}`
}
