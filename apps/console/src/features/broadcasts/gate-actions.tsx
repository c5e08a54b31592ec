import type { Broadcast, GateCard } from '@yimi/contract/broadcast.ts'
import { newKey } from '@yimi/contract/client.ts'
import { GATE_LABELS } from '@yimi/contract/labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useRef, useState } from 'react'
import { problemWords } from '../../components/problem-words.ts'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { M } from '../../messages.ts'
import { useGateActs, type Verdict } from './gate-api.ts'

type Open = 'return' | 'reject' | 'withdraw'
type ActionProps = { broadcast: Broadcast; card: GateCard; checked: readonly string[] }

const WORDS = {
  return: { title: M.gates.returnTitle, lead: M.gates.returnLead, act: M.gates.back },
  reject: { title: M.gates.rejectTitle, lead: M.gates.rejectLead, act: M.gates.rejectAct },
  withdraw: { title: M.gates.withdrawTitle, lead: M.gates.withdrawLead, act: M.gates.withdrawAct },
} as const

/** What the caller may do with the gate now: judge an open one, withdraw a passed one. */
export function GateActions({ broadcast, card, checked }: ActionProps) {
  const [open, setOpen] = useState<Open>()
  const { judge } = useGateActs(broadcast.id, broadcast.orgId, card.gate)
  const mayWithdraw = card.state === 'passed' && broadcast.availableMoves.includes('withdraw-gate')
  const mayJudge = card.state === 'open' && card.mayJudge
  return (
    <>
      {mayJudge && <PassForm broadcast={broadcast} card={card} checked={checked} />}
      {(mayJudge || mayWithdraw) && (
        <div className="gate__others">
          {mayJudge && <Button onPress={() => setOpen('return')}>{M.gates.back}</Button>}
          <span className="row-actions__apart">
            {mayJudge && (
              <Button kind="danger" onPress={() => setOpen('reject')}>
                {M.gates.reject}
              </Button>
            )}
            {mayWithdraw && (
              <Button kind="danger" onPress={() => setOpen('withdraw')}>
                {M.gates.withdraw}
              </Button>
            )}
          </span>
        </div>
      )}
      {open && (
        <ReasonDialog
          title={WORDS[open].title(GATE_LABELS[card.gate].zh)}
          submitWords={WORDS[open].act}
          label={M.gates.note}
          hint={M.gates.noteHint}
          danger={open !== 'return'}
          maxLength={500}
          note={<p>{WORDS[open].lead}</p>}
          onSubmit={(note, key) => judge({ verdict: open, note }, key)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}

function PassForm({ broadcast, card, checked }: ActionProps) {
  const { judge } = useGateActs(broadcast.id, broadcast.orgId, card.gate)
  const [note, setNote] = useState('')
  const last = useRef({ text: '', key: '' })
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const left = card.checklist.filter((item) => !checked.includes(item.id)).length

  async function pass() {
    setBusy(true)
    setFault(undefined)
    const body: Verdict = { verdict: 'pass', checked: [...checked], note }
    // The same again after a cut line has the same key; other ticks or another note are another request.
    const text = JSON.stringify(body)
    if (last.current.text !== text) last.current = { text, key: newKey() }
    await judge(body, last.current.key).catch(setFault)
    setBusy(false)
  }

  return (
    <>
      <TextAreaField
        name={`${card.gate}-note`}
        label={M.gates.note}
        optional={M.act.optional}
        rows={2}
        maxLength={500}
        value={note}
        onChange={setNote}
      />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {left > 0 && <p className="second">{M.gates.uncheckedLeft(left)}</p>}
      <Button kind="main" wide busy={busy || left > 0} onPress={() => void pass()}>
        {M.gates.pass}
      </Button>
    </>
  )
}
