import type { MovePlan } from '@yimi/contract/flow.ts'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Actor } from '../platform/access/actor.ts'
import { inScope } from '../platform/database/scope.ts'
import { Refusal } from '../platform/fault.ts'
import type { FlowRow, FlowRules } from '../platform/flow/flow-rules.ts'
import { move } from '../platform/flow/move.ts'
import { verifyChains } from '../platform/flow/verify.ts'
import type { TestInstallation } from './test-installation.ts'

const SEQUENCES = 25
const MOVES_MAX = 10
/** The same sequences each time. */
const SEED = 20261123

/**
 * Plays random sequences of all moves on fresh records of the station, each by an actor who may: a move is made exactly
 * where the plan lets it, every state is a declared one, and in the end each record's state is what its events add up to.
 */
export async function playRandomMoves<Row extends FlowRow, State extends string, Move extends string>(
  installation: TestInstallation,
  rules: FlowRules<Row, State, Move>,
  given: {
    make: () => Promise<string>
    actorFor: (plan: MovePlan) => Actor
    needs: Readonly<Record<string, unknown>>
    /** More where many moves stay in their state. */
    sequences?: number
  },
): Promise<void> {
  const { database, keyring, clock } = installation.services
  const orgId = installation.orgs.station
  const names = Object.keys(rules.plan.moves) as Move[]
  const sequences = fc.sample(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: MOVES_MAX }), {
    numRuns: given.sequences ?? SEQUENCES,
    seed: SEED,
  })
  const reached = new Set<string>([rules.plan.initial])
  for (const sequence of sequences) {
    const recordId = await given.make()
    let state: State = rules.plan.initial
    for (const name of sequence) {
      const plan = rules.plan.moves[name] as MovePlan<State>
      const context = { keyring, actor: given.actorFor(plan), now: clock.now() }
      const moved = await inScope(database, { role: 'yimi_app', orgs: [orgId] }, (tx) =>
        move({ ...context, tx }, rules, { recordId, orgId, move: name, needs: given.needs }),
      ).catch((error: unknown) => error)
      const told = `${sequence.join(', ')}: ${name} from ${state}`
      if (plan.from.includes(state)) {
        expect(moved, told).toMatchObject({ state: plan.to ?? state })
        state = plan.to ?? state
      } else {
        expect(moved, told).toBeInstanceOf(Refusal)
        expect(moved, told).toMatchObject({ code: 'move-not-allowed' })
      }
      expect(rules.plan.states, told).toContain(state)
      reached.add(state)
    }
  }
  expect([...reached].sort(), 'sequences long enough to see every state').toEqual([...rules.plan.states].sort())
  const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
  expect((await inScope(database, scope, verifyChains)).faults).toEqual([])
}
