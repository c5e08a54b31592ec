import type { CodingItem, CodingPart, CodingRound } from '@yimi/contract/coding.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useEffect, useState } from 'react'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useCodingActs } from './coding-api.ts'

const W = M.coding
/** Keys for the first nine codes; the others are chosen with the tab key or the mouse. */
const KEYS = 9

type Given = { round: CodingRound; part: CodingPart; items: readonly CodingItem[] }

/** One text at a time: a digit gives the code and goes on, the arrows go back and forth. */
export function CodingDesk({ round, part, items }: Given) {
  const acts = useCodingActs()
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      items.findIndex((item) => item.code === null),
    ),
  )
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const item = items[at]
  const { codes } = round.frame
  const go = (by: number) => setAt((now) => Math.min(items.length - 1, Math.max(0, now + by)))
  async function give(code: string) {
    if (!item || busy) return
    setBusy(true)
    setFault(undefined)
    await acts.code(round.id, item.id, part, code).then(() => go(1), setFault)
    setBusy(false)
  }
  useKeys({
    onDigit: (digit) => {
      const code = codes[digit - 1]
      if (code) void give(code.code)
    },
    onArrow: go,
  })
  if (!item) return null
  return (
    <div className="coding card">
      <p className="quiet">
        {W.item(at + 1, items.length)} {W.keys}
      </p>
      <p className="coding__words said" aria-live="polite">
        {item.words || W.wordsGone}
      </p>
      {item.differing && <Notice kind="info" title={W.bothSaw(item.differing.first, item.differing.second)} />}
      <div className="coding__codes">
        {codes.map((one, index) => (
          <Button key={one.code} pressed={item.code === one.code} onPress={() => void give(one.code)}>
            {index < KEYS && <kbd>{index + 1}</kbd>} {one.code} {one.words}
          </Button>
        ))}
      </div>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <div className="acts">
        <Button busy={at === 0} onPress={() => go(-1)}>
          {W.before}
        </Button>
        <Button busy={at === items.length - 1} onPress={() => go(1)}>
          {W.after}
        </Button>
        {items.every((one) => one.code !== null) && <span role="status">{W.allDone}</span>}
      </div>
    </div>
  )
}

/** Anywhere on the page but in a field or with a modifier held. */
function useKeys({ onDigit, onArrow }: { onDigit: (digit: number) => void; onArrow: (by: number) => void }) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const inField =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role=dialog]')
      if (inField || event.ctrlKey || event.metaKey || event.altKey) return
      if (/^[1-9]$/.test(event.key)) onDigit(Number(event.key))
      else if (event.key === 'ArrowRight') onArrow(1)
      else if (event.key === 'ArrowLeft') onArrow(-1)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
