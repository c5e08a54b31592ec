import type { CheckIn, CheckInState } from '@yimi/contract/check-in.ts'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { labelOf } from '../../components/flow-words.ts'
import { M } from '../../messages.ts'

const TONES: Readonly<Record<CheckInState, StatusTone>> = {
  applied: 'waiting',
  confirmed: 'done',
  declined: 'quiet',
  ended: 'quiet',
}

export function CheckInStatus({ state }: { state: CheckInState }) {
  const word = state === 'applied' ? M.flows.states.listed : labelOf(M.flows.states, state)
  return <StatusWord tone={TONES[state]} word={state === 'declined' ? M.flows.states.refused : word} />
}

/** Totals alone; a number that would tell of single persons is not said. */
export function Totals({ totals }: { totals: CheckIn['totals'] }) {
  return (
    <dl className="facts card">
      <div>
        <dt>{M.partners.listed}</dt>
        <dd>{M.partners.people(totals.listed)}</dd>
      </div>
      <div>
        <dt>{M.partners.confirmed}</dt>
        <dd>{M.partners.people(totals.confirmed)}</dd>
      </div>
      <div>
        <dt>{M.partners.joined}</dt>
        <dd>{totals.joined === null ? M.partners.joinedHidden : M.partners.people(totals.joined)}</dd>
      </div>
    </dl>
  )
}
