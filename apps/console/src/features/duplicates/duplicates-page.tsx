import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useDuplicateActs, useDuplicates } from './duplicates-api.ts'
import { PairCard } from './pair-card.tsx'

const T = M.duplicates

export function DuplicatesPage() {
  const [judged, setJudged] = useState<'yes' | 'no'>('no')
  const [offset, setOffset] = useState(0)
  const pairs = useDuplicates(judged, offset)
  function show(which: 'yes' | 'no') {
    setJudged(which)
    setOffset(0)
  }
  return (
    <Page title={T.title} lead={T.lead}>
      <Search />
      <fieldset className="chips">
        <legend className="unseen">{T.title}</legend>
        <Button pressed={judged === 'no'} onPress={() => show('no')}>
          {T.waiting}
        </Button>
        <Button pressed={judged === 'yes'} onPress={() => show('yes')}>
          {T.judged}
        </Button>
      </fieldset>
      <QueryView
        query={pairs}
        isEmpty={(data) => data.items.length === 0}
        emptyWords={judged === 'no' ? T.nothing : T.nothingJudged}
      >
        {(data) => (
          <>
            <Count total={data.total} />
            <ul className="cards">
              {data.items.map((pair) => (
                <PairCard key={pair.id} pair={pair} />
              ))}
            </ul>
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </Page>
  )
}

function Search() {
  const acts = useDuplicateActs()
  const first = useMyOrganisations()[0]?.id ?? null
  const [picked, setPicked] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<number>()
  const [fault, setFault] = useState<unknown>()
  const orgId = picked ?? first
  async function search() {
    if (!orgId) return
    setBusy(true)
    setFault(undefined)
    try {
      setFound((await acts.search(orgId)).found)
    } catch (cause) {
      setFault(cause)
    }
    setBusy(false)
  }
  return (
    <div className="duplicates__search">
      <OrganisationPick value={orgId} onPick={setPicked} />
      <Button kind="main" busy={busy || !orgId} onPress={() => void search()}>
        {T.search}
      </Button>
      {found !== undefined && <Notice kind="done" title={T.found(found)} spoken />}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
    </div>
  )
}
