import type { ImportCounts, ImportDetail } from '@yimi/contract/import.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useImportActs } from './import-api.ts'

const T = M.imports

/** The dry run, what it counted, and the way in. */
export function ImportCheck({ about, isChanged }: { about: ImportDetail; isChanged: boolean }) {
  const acts = useImportActs(about.id)
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  async function act(work: () => Promise<unknown>) {
    setBusy(true)
    setFault(undefined)
    await work().catch(setFault)
    setBusy(false)
  }
  const { counts } = about
  return (
    <section className="card" aria-labelledby="import-check">
      <h2 id="import-check">{T.check.title}</h2>
      {counts ? <Counts counts={counts} /> : <p>{isChanged ? T.check.changed : T.check.lead}</p>}
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <div className="import__acts">
        <Button kind={counts ? 'plain' : 'main'} busy={busy} onPress={() => void act(() => acts.check())}>
          {counts || isChanged ? T.check.again : T.check.start}
        </Button>
        {counts && counts.ready > 0 && (
          <Button kind="main" busy={busy} onPress={() => void act(() => acts.run(counts.faulty > 0))}>
            {counts.faulty > 0 ? T.run.withoutFaulty(counts.ready, counts.faulty) : T.run.start(counts.ready)}
          </Button>
        )}
      </div>
      {counts?.ready === 0 && <p>{T.run.nothingReady}</p>}
      {counts && counts.ready > 0 && <p className="import__lead">{T.run.lead}</p>}
    </section>
  )
}

function Counts({ counts }: { counts: ImportCounts }) {
  const skipped = Object.values(counts.skipped).reduce((sum, each) => sum + each, 0)
  const shown = [
    { words: T.check.ready, count: counts.ready },
    { words: T.check.faulty, count: counts.faulty },
    { words: T.check.noted, count: counts.noted },
    { words: T.check.skipped, count: skipped },
  ]
  return (
    <dl className="import__counts">
      {shown.map(({ words, count }) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
