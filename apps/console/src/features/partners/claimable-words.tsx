import type { Claimable } from '@yimi/contract/claimable.ts'
import { Badge } from '@yimi/ui/badge.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { labelOf } from '../../components/flow-words.ts'
import { M } from '../../messages.ts'

const TONES: Readonly<Record<Claimable['state'], StatusTone>> = {
  open: 'waiting',
  claimed: 'done',
  done: 'quiet',
  withdrawn: 'quiet',
}

export function ClaimableWords({ item }: { item: Claimable }) {
  return (
    <>
      <h3>
        {item.title} <Badge>{M.claims.lists[item.list]}</Badge>
      </h3>
      {item.words && <p>{item.words}</p>}
      <p className="second">
        {[item.orgName, item.until && `${M.claims.until} ${item.until}`].filter(Boolean).join(' · ')}
      </p>
      <p>
        <StatusWord tone={TONES[item.state]} word={labelOf(M.flows.states, item.state)} /> {item.claimedBy}
      </p>
      {item.result && <p>{M.claims.resultOf(item.result)}</p>}
    </>
  )
}
