import { addGateEvidence, BROADCAST_MOVES, type BroadcastMove, broadcastFlow } from '@yimi/contract/broadcast.ts'
import { GateState } from '@yimi/contract/flow.ts'
import { guestConsentFlow } from '@yimi/contract/guest.ts'
import type { Role } from '@yimi/contract/roles.ts'
import { GATES, Gate } from '@yimi/contract/work-rules.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Actor, ANONYMOUS, linkHolder, systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import { verifyChains } from '#platform/flow/verify.ts'
import type { TestCaller } from '../../testing/test-installation.ts'
import { type BroadcastRow, type GateStates, getBroadcastRow } from './broadcast-queries.ts'
import { broadcastRules } from './broadcast-rules.ts'
import { consentsOf } from './consent-queries.ts'
import { type ConsentMove, guestConsentRules } from './guest-consent-rules.ts'
import { createTestStudio, type TestStudio, uploadRehearsal } from './studio-fixtures.ts'

let studio: TestStudio
let actors: Actor[]
let evidenceId: string
const seen = new Set<string>()

beforeAll(async () => {
  studio = await createTestStudio()
  const { installation, producer, reviewers, director } = studio
  evidenceId = (await uploadRehearsal(installation, producer)).id
  const { institute, station, sibling } = installation.orgs
  const at = (caller: TestCaller, role: Role): Actor => ({
    kind: 'account',
    accountId: caller.accountId,
    personId: caller.personId,
    name: role,
    roles: [{ role, orgId: institute, area: new Set([institute, station, sibling]) }],
    orgs: [institute, station, sibling],
    above: [],
    secondFactor: 'shown',
  })
  actors = [
    at(producer, 'producer'),
    ...reviewers.map((reviewer) => at(reviewer, 'gate-reviewer')),
    at(director, 'director'),
    at(await installation.as('producer', 'institute'), 'producer'),
    at(await installation.as('station-head', 'institute'), 'station-head'),
    systemActor([institute]),
    linkHolder(institute),
    ANONYMOUS,
  ]
})
afterAll(() => studio.close())

const CONSENT_MOVES = Object.keys(guestConsentFlow.moves) as ConsentMove[]
/** What leads on is taken more often than what ends or turns back, or a walk would seldom be cleared. */
const WEIGHTS: Partial<Record<BroadcastMove, number>> = { 'pass-gate': 24, apply: 9, resubmit: 9, 'go-on-air': 14 }

/** `wild` takes any move by any actor; otherwise one that the plan offers in the present state, by who may. */
const Step = fc.record({
  wild: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  move: fc.constantFrom(...BROADCAST_MOVES),
  actor: fc.nat(),
  pick: fc.nat(),
  whole: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
  consent: fc.constantFrom<ConsentMove | undefined>(
    undefined,
    undefined,
    undefined,
    'consent',
    'consent',
    ...CONSENT_MOVES,
  ),
})
type Step = typeof Step extends fc.Arbitrary<infer S> ? S : never

test('no sequence of moves by anybody reaches an undeclared state, and each state is the fold of its events', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 30, maxLength: 45 }), async (steps) => {
      const { id } = await studio.draft()
      await studio.producer.get(addGateEvidence, { params: { id, gate: 'floor' }, body: { fileId: evidenceId } })
      let row = await read(id)
      for (const step of steps) row = await take(row, step)
    }),
    { numRuns: 30, seed: 20_261_123, endOnFailure: true },
  )
  const { database } = studio.installation.services
  const report = await inScope(database, scopeOfAll(), verifyChains)
  expect(report.faults).toEqual([])
  expect(report.events).toBeGreaterThan(300)
  // The walks went deep enough to mean something.
  for (const state of ['in-review', 'returned', 'rejected', 'cleared', 'on-air', 'ended', 'cancelled'])
    expect(seen).toContain(state)
}, 180_000)

async function take(before: BroadcastRow, step: Step): Promise<BroadcastRow> {
  const named = step.wild ? step.move : sensibleMove(before, step)
  const gate = gateFor(before, named, step)
  // A draft has asked nobody yet.
  const consent = before.state === 'draft' ? undefined : step.consent
  const actor = step.wild ? actorAt(step.actor) : actorFor(consent ? undefined : named, gate)
  const made = await tryIt(actor, (context) =>
    consent
      ? moveOneConsent(context, before, consent, step)
      : named &&
        move(context, broadcastRules, {
          recordId: before.id,
          orgId: before.org_id,
          move: named,
          needs: needsFor(named, gate, step),
        }),
  )
  const after = await read(before.id)
  const gates = z.partialRecord(Gate, GateState).parse(after.gates)
  expect(broadcastFlow.states).toContain(after.state)
  if (!made || consent) expect(after.state).toBe(before.state)
  else if (named) {
    expect(broadcastFlow.moves[named].from).toContain(before.state)
    expect(after.state).toBe(broadcastFlow.moves[named].to ?? before.state)
  }
  if (after.state === 'cleared' && named === 'clear')
    expect(gates).toEqual(Object.fromEntries(GATES.map((one) => [one, 'passed'])))
  if (after.state === 'on-air') expect(Object.values(gates)).toEqual(GATES.map(() => 'passed'))
  seen.add(after.state)
  return after
}

function sensibleMove(row: BroadcastRow, step: Step): BroadcastMove | undefined {
  if (row.state === 'in-review' && GATES.every((gate) => gateStates(row)[gate] === 'passed')) return 'clear'
  const offered: readonly BroadcastMove[] = BROADCAST_MOVES.filter((name) =>
    (broadcastFlow.moves[name].from as readonly string[]).includes(row.state),
  )
  const weighted = offered.flatMap((name) => Array.from({ length: WEIGHTS[name] ?? 1 }, () => name))
  return weighted[step.pick % Math.max(1, weighted.length)]
}

/** An open gate to judge, a passed one to withdraw, where there is one. */
function gateFor(row: BroadcastRow, named: BroadcastMove | undefined, step: Step): Gate {
  const wanted = named === 'withdraw-gate' ? 'passed' : 'open'
  const fitting = GATES.filter((gate) => gateStates(row)[gate] === wanted)
  const choice = step.wild || fitting.length === 0 ? GATES : fitting
  return choice[step.pick % choice.length] ?? 'topic'
}

function gateStates(row: BroadcastRow): GateStates {
  return row.gates as GateStates
}

function actorFor(named: BroadcastMove | undefined, gate: Gate): Actor {
  const who: readonly string[] = named ? broadcastFlow.moves[named].who : []
  if (who.includes('system')) return actorAt(7)
  if (who.includes('director')) return actorAt(4)
  return who.includes('gate-reviewer') ? actorAt(1 + Math.floor(GATES.indexOf(gate) / 2)) : actorAt(0)
}

function actorAt(place: number): Actor {
  return actors[place % actors.length] ?? ANONYMOUS
}

function needsFor(named: BroadcastMove, gate: Gate, step: Step): object {
  if (named === 'amend') return { fields: ['summary', 'riskPlan'].slice(0, 1 + (step.pick % 2)) }
  if (named === 'open-gates') return { gates: [gate] }
  if (named === 'add-evidence') return { gate: 'floor', fileId: evidenceId }
  if (named === 'cancel') return { reason: '取消' }
  return { gate, note: '说明', checked: step.whole ? CHECKED : [] }
}

/** The ids of every checklist of the first work rules: more than a gate asks for is no fault. */
const CHECKED = ['need', 'purpose', 'plan', 'facts', 'privacy', 'rights', 'adverts', 'time', 'people', 'interaction']
CHECKED.push('identity', 'fit', 'briefed', 'safety', 'kit', 'rehearsal', 'risk')

/** Consents have clocks of their own: any of them may be moved at any time, by the same actor. */
async function moveOneConsent(context: FlowContext, row: BroadcastRow, named: ConsentMove, step: Step): Promise<void> {
  const consents = await consentsOf(context.tx, row.id)
  const consent = consents[step.pick % Math.max(1, consents.length)]
  if (!consent) return
  await move(context, guestConsentRules, { recordId: consent.id, orgId: consent.org_id, move: named })
}

/** Makes it in a transaction of its own; a refusal is an answer, everything else is a failure of the test. */
async function tryIt(actor: Actor, work: (context: FlowContext) => unknown): Promise<boolean> {
  const { database, keyring } = studio.installation.services
  try {
    await inScope(database, scopeOfAll(), async (tx) => work({ tx, keyring, actor, now: new Date() }))
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    return false
  }
}

function read(id: string) {
  return inScope(studio.installation.services.database, scopeOfAll(), (tx) => getBroadcastRow(tx, id))
}

function scopeOfAll() {
  return { role: 'yimi_app' as const, orgs: Object.values(studio.installation.orgs) }
}
