import type { Broadcast, GateCard as GateCardData } from '@yimi/contract/broadcast.ts'
import { FIELD_LABELS, GATE_LABELS, GATE_STATE_LABELS } from '@yimi/contract/labels.ts'
import { GateCard } from '@yimi/ui/gate-card.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { GATE_TONES } from '../../components/broadcast-tones.ts'
import { codeWords } from '../../components/problem-words.ts'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { GateActions } from './gate-actions.tsx'
import { GateChecklist } from './gate-checklist.tsx'
import { GateEvidence } from './gate-evidence.tsx'

/** The five gates side by side. */
export function GateBoard({ broadcast }: { broadcast: Broadcast }) {
  return (
    <>
      {broadcast.state === 'draft' && <Notice kind="info" title={M.gates.draft} />}
      <div className="gates">
        {broadcast.gateCards.map((card) => (
          // A judged gate starts with fresh ticks when it opens again.
          <OneGate key={`${card.gate} ${card.state} ${card.judgedAt}`} broadcast={broadcast} card={card} />
        ))}
      </div>
    </>
  )
}

function OneGate({ broadcast, card }: { broadcast: Broadcast; card: GateCardData }) {
  const [checked, setChecked] = useState<readonly string[]>(card.checked)
  const judging = card.mayJudge && card.state === 'open'
  return (
    <GateCard
      name={GATE_LABELS[card.gate].zh}
      state={
        card.state
          ? { tone: GATE_TONES[card.state], word: GATE_STATE_LABELS[card.state].zh }
          : { tone: 'quiet', word: M.gates.notOpenYet }
      }
      standard={card.standard}
      facts={gateFacts(card, useMay('gate.judge'))}
      actions={<GateActions broadcast={broadcast} card={card} checked={checked} />}
    >
      <GateChecklist card={card} checked={checked} {...(judging ? { onChange: setChecked } : {})} />
      {card.needsEvidence && <GateEvidence broadcast={broadcast} card={card} />}
    </GateCard>
  )
}

/** Nothing at all where there is nothing to say: an empty part would still draw its line. */
function gateFacts(card: GateCardData, judge: boolean) {
  const reopened = card.reopenedBy.map((field) => FIELD_LABELS[field].zh).join('、')
  const whyNot = judge && card.state === 'open' && !card.mayJudge && card.whyNot !== 'gate-not-open' && card.whyNot
  if (!card.judgedBy && !card.note && !reopened && !whyNot) return null
  return (
    <>
      {card.judgedBy && card.judgedAt && <p>{M.gates.judged(card.judgedBy, dayTime(card.judgedAt))}</p>}
      {card.note && (
        <p className="said">
          <span className="second">{M.gates.note}</span> {card.note}
        </p>
      )}
      {reopened && <p className="gate__reopened">{M.gates.reopenedBy(reopened)}</p>}
      {whyNot && (
        <p className="second">
          {M.gates.mayNot}
          {codeWords(whyNot)}
        </p>
      )}
    </>
  )
}
