import { type BroadcastMove, type BroadcastState, broadcastFlow } from '@yimi/contract/broadcast.ts'
import { ApplicationField, GATES, Gate } from '@yimi/contract/work-rules.ts'
import { z } from 'zod'
import { readFiles } from '#modules/files/files.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowRules, Gates, GivenMove } from '#platform/flow/flow-rules.ts'
import { applicationOf, gatesTouchedBy } from './application-fields.ts'
import { refuseIncomplete } from './application-readiness.ts'
import { type BroadcastRow, type GateStates, lockBroadcasts } from './broadcast-queries.ts'
import { consentsOf } from './consent-queries.ts'
import { evidenceOf, insertEvidence, judgementsOf } from './gate-queries.ts'
import { emptyJudgement, forgetJudgements, reopenJudgements, writeJudgement } from './gate-rounds.ts'
import { concernedIn, isConcerned, whyNotJudge } from './judge-check.ts'
import { release, reserve } from './reserve.ts'
import { syncConsents } from './sync-consents.ts'

type Given = GivenMove<BroadcastRow>

/** What a change of these fields means for what is reserved, and for who is asked. The title names the booking. */
const RESERVING: readonly ApplicationField[] = ['title', 'startsAt', 'endsAt', 'venueId', 'hostId', 'guests']
const TAKING_PART: readonly ApplicationField[] = ['hostId', 'guests']

/** Guards, gates and effects of a broadcast's moves. Who may, from where and with what stands in the contract. */
export const broadcastRules: FlowRules<BroadcastRow, BroadcastState, BroadcastMove, Gate> = {
  plan: broadcastFlow,
  lock: lockBroadcasts,
  isApplicant: (row, actor) => row.applicant_id === actor.accountId,
  guards: {
    apply: (given) => refuseIncomplete(applicationOf(given.row), given.row.rules, { notBefore: given.context.now }),
    resubmit: (given) => refuseIncomplete(applicationOf(given.row), given.row.rules, { notBefore: given.context.now }),
    amend: (given) =>
      refuseIncomplete(
        applicationOf(given.row),
        given.row.rules,
        fieldsOf(given).includes('startsAt') ? { notBefore: given.context.now } : {},
      ),
    'add-evidence': guardEvidence,
    'pass-gate': guardPass,
    'return-gate': guardVerdict,
    'reject-gate': guardVerdict,
    'withdraw-gate': guardWithdrawal,
    clear: ({ gates }) => refuseUnlessAllPassed(gates),
    'go-on-air': ({ gates }) => refuseUnlessAllPassed(gates),
  },
  gatesAfter: {
    apply: () => allOf(GATES, 'open'),
    amend: (given) => allOf(gatesOpenedBy(given), 'open'),
    'open-gates': (given) => allOf(gatesNamed(given), 'open'),
    'pass-gate': (given) => ({ [gateOf(given)]: 'passed' }),
    'return-gate': (given) => ({ [gateOf(given)]: 'returned' }),
    'reject-gate': (given) => ({ [gateOf(given)]: 'rejected' }),
    'withdraw-gate': (given) => ({ [gateOf(given)]: 'open' }),
    resubmit: (given) => allOf(returnedGates(given), 'open'),
  },
  effects: {
    async apply(given) {
      await reserveFor(given)
      await syncConsents(given.context, taking(given.row))
      for (const gate of GATES) await emptyJudgement(given.context.tx, given.row, gate, [])
    },
    async amend(given) {
      const fields = fieldsOf(given)
      if (fields.some((field) => RESERVING.includes(field))) await reserveFor(given)
      if (fields.some((field) => TAKING_PART.includes(field))) await syncConsents(given.context, taking(given.row))
      await reopenJudgements(given.context.tx, given.row, gatesOpenedBy(given), fields)
    },
    'open-gates': (given) => reopenJudgements(given.context.tx, given.row, gatesNamed(given), ['guests']),
    'add-evidence': (given) => addEvidence(given),
    'pass-gate': (given) => writeJudgement(given.context, given.row, gateOf(given), wordsOf(given)),
    'return-gate': (given) => writeJudgement(given.context, given.row, gateOf(given), wordsOf(given)),
    async 'reject-gate'(given) {
      await writeJudgement(given.context, given.row, gateOf(given), wordsOf(given))
      await release(given.context, given.row.id)
    },
    'withdraw-gate': (given) => forgetJudgements(given.context.tx, given.row, [gateOf(given)]),
    resubmit: (given) => forgetJudgements(given.context.tx, given.row, returnedGates(given)),
    cancel: (given) => release(given.context, given.row.id),
  },
}

/** All five passed, and nothing less. */
export function allPassed(gates: Gates): boolean {
  return GATES.every((gate) => gates[gate] === 'passed')
}

async function guardVerdict(given: Given): Promise<void> {
  const { context, row } = given
  const concerned = await concernedIn(context.tx, row)
  const judgements = await judgementsOf(context.tx, [row.id])
  const why = whyNotJudge(row, gateOf(given), context.actor, concerned, judgements)
  if (why) throw new Refusal(why)
}

async function guardPass(given: Given): Promise<void> {
  await guardVerdict(given)
  const { row, context } = given
  const gate = gateOf(given)
  const rule = row.rules.gates[gate]
  const { checked } = wordsOf(given)
  const unchecked = rule.checklist.filter((item) => !checked.includes(item.id))
  if (unchecked.length > 0)
    throw new Refusal('checklist-incomplete', {
      faults: unchecked.map((item) => ({ path: ['checked', item.id], message: `还没有核对：${item.label}` })),
    })
  if (rule.evidence === 'file') {
    const evidence = await evidenceOf(context.tx, row.id)
    if (!evidence.some((one) => one.gate === gate)) throw new Refusal('evidence-missing')
  }
  if (gate === 'guest') {
    const consents = await consentsOf(context.tx, row.id)
    if (consents.some((consent) => consent.state !== 'consented')) throw new Refusal('guest-not-consented')
  }
}

async function guardWithdrawal(given: Given): Promise<void> {
  if (given.gates[gateOf(given)] !== 'passed') throw new Refusal('gate-not-open')
  if (isConcerned(given.context.actor, await concernedIn(given.context.tx, given.row)))
    throw new Refusal('judge-concerned')
}

async function guardEvidence(given: Given): Promise<void> {
  const { fileId } = evidenceNamed(given)
  // What was seen when the gate was passed must not grow afterwards.
  if (given.gates[gateOf(given)] === 'passed') throw new Refusal('gate-not-open')
  const file = (await readFiles(given.context.tx, [fileId])).get(fileId)
  if (file?.orgId !== given.row.org_id)
    throw new Refusal('bad-request', { faults: [{ path: ['fileId'], message: '没有找到这个文件，请重新上传' }] })
}

function addEvidence(given: Given): Promise<void> {
  const { context, row } = given
  return insertEvidence(context.tx, {
    broadcastId: row.id,
    orgId: row.org_id,
    gate: gateOf(given),
    fileId: evidenceNamed(given).fileId,
    addedBy: context.actor.accountId ?? row.applicant_id,
    now: context.now,
  })
}

function refuseUnlessAllPassed(gates: Gates): void {
  if (!allPassed(gates)) throw new Refusal('not-cleared')
}

function reserveFor(given: Given): Promise<void> {
  return reserve(given.context, given.row, applicationOf(given.row))
}

function taking(row: BroadcastRow) {
  return { id: row.id, orgId: row.org_id, hostId: row.host_id, guests: row.guests }
}

function gatesOpenedBy(given: Given): Gate[] {
  const touched = gatesTouchedBy(fieldsOf(given), given.row.rules)
  const also = z.array(Gate).parse(given.needs.also)
  return GATES.filter((gate) => touched.has(gate) || also.includes(gate))
}

function returnedGates(given: Given): Gate[] {
  const gates: GateStates = given.gates
  return GATES.filter((gate) => gates[gate] === 'returned')
}

function gatesNamed(given: Given): Gate[] {
  return z.array(Gate).parse(given.needs.gates)
}

function gateOf(given: Given): Gate {
  return Gate.parse(given.needs.gate)
}

function fieldsOf(given: Given): ApplicationField[] {
  return z.array(ApplicationField).parse(given.needs.fields)
}

function evidenceNamed(given: Given): { fileId: string } {
  return z.object({ fileId: z.string() }).parse(given.needs)
}

function wordsOf(given: Given): { checked: string[]; note: string } {
  return z.object({ checked: z.array(z.string()).default([]), note: z.string() }).parse(given.needs)
}

function allOf(gates: readonly Gate[], state: 'open'): Gates {
  return Object.fromEntries(gates.map((gate) => [gate, state]))
}
