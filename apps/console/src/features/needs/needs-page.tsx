import { useSearch } from '@tanstack/react-router'
import { NEED_FILTERS, type NeedFilter, type NeedLine, type NeedStanding } from '@yimi/contract/need.ts'
import { NEED_CLASSES, type NeedClass } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { HearNeedDialog } from './hear-need-dialog.tsx'
import { NeedLinks } from './need-tabs.tsx'
import { needQueryIn, useNeeds } from './needs-api.ts'

const W = M.needs
export const NEED_TONES: Readonly<Record<NeedStanding, StatusTone>> = {
  heard: 'waiting',
  proposed: 'waiting',
  'taken-up': 'attention',
  met: 'done',
  referred: 'quiet',
  unmet: 'failed',
  over: 'quiet',
}

/** What was heard, what waits on top; and the way to write down another. */
export function NeedsPage() {
  const search = useSearch({ strict: false })
  const [query, setQuery] = useState(() => needQueryIn(search))
  const [offset, setOffset] = useState(0)
  const [adding, setAdding] = useState(false)
  const needs = useNeeds(query, offset)
  const mayHear = useMay('need.handle')
  const narrow = (part: { show?: NeedFilter | undefined; needClass?: NeedClass | undefined }) => {
    const next = { ...query, ...part }
    setQuery(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)))
    setOffset(0)
  }
  return (
    <Page
      title={W.title}
      lead={W.lead}
      actions={
        <>
          <NeedLinks here="list" />
          {mayHear && (
            <Button kind="main" onPress={() => setAdding(true)}>
              {W.add}
            </Button>
          )}
        </>
      }
    >
      <FilterChips
        label={W.standing}
        choices={NEED_FILTERS.map((value) => ({ value, label: W.filters[value] }))}
        value={query.show}
        onChoose={(show) => narrow({ show })}
      />
      <FilterChips
        label={W.needClass}
        choices={NEED_CLASSES.map((value) => ({ value, label: NEED_CLASS_LABELS[value].zh }))}
        value={query.needClass}
        onChoose={(needClass) => narrow({ needClass })}
      />
      <QueryView
        query={needs}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={Object.keys(query).length === 0 ? W.nothing : W.nothingFound}
      >
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={W.title} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {adding && <HearNeedDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

const columns: Column<NeedLine>[] = [
  {
    key: 'who',
    title: W.who,
    head: true,
    cell: (row) => (
      <>
        <a href={`#/needs/${row.id}`} aria-label={W.open(nameOf(row))}>
          {nameOf(row)}
        </a>{' '}
        <span className="quiet">{row.door}</span>
      </>
    ),
  },
  { key: 'class', title: W.needClass, cell: (row) => NEED_CLASS_LABELS[row.needClass].zh },
  {
    key: 'words',
    title: W.words,
    cell: (row) =>
      row.words ? <span className="said">{row.words}</span> : <span className="quiet">{W.wordsGone}</span>,
  },
  { key: 'heard', title: W.heardOn, cell: (row) => <span className="nowrap">{row.heardOn}</span> },
  { key: 'source', title: W.source, cell: (row) => W.sources[row.source] },
  { key: 'service', title: W.service, cell: (row) => row.serviceName || W.overName },
  {
    key: 'standing',
    title: W.standing,
    cell: (row) => <StatusWord tone={NEED_TONES[row.standing]} word={W.standings[row.standing]} />,
  },
]

function nameOf(row: NeedLine): string {
  if (row.standing === 'over') return W.standings.over
  return row.name || W.noName
}
