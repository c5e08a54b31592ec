import type { MovePlan } from '@yimi/contract/flow.ts'
import { type Actor, roleFor } from '../access/actor.ts'
import { dataKeyFor } from '../crypto/data-keys.ts'
import { ProgramFault, Refusal } from '../fault.ts'
import { newId } from '../new-id.ts'
import { appendEvents, lockHeads, type NewEvent, type NewTimer, writeOutboxAndTimers } from './append.ts'
import type { FlowContext, FlowRow, FlowRules, Gates, MoveRequest } from './flow-rules.ts'

export type Moved<Row> = { row: Row; state: string; gates: Gates; seq: number }

/**
 * Makes one move: locks the record, checks right, needs and guards, appends the event, folds the state, writes outbox and
 * timers, all in the caller's transaction.
 * @throws Refusal `not-found`, `no-right`, `move-not-allowed`, `bad-request`, or what a guard refuses
 */
export async function move<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  context: FlowContext,
  rules: FlowRules<Row, State, Move, Gate>,
  request: MoveRequest<NoInfer<Move>>,
): Promise<Moved<Row>> {
  const [moved] = await moveMany(context, rules, [request])
  if (!moved) throw new ProgramFault('a move gave no answer')
  return moved
}

/** The first event of a new record; the row must be there in its initial state. */
export async function begin<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  context: FlowContext,
  rules: FlowRules<Row, State, Move, Gate>,
  request: Omit<MoveRequest, 'move' | 'needs'>,
): Promise<Moved<Row>> {
  const [moved] = await makeMoves(context, rules, [{ ...request, move: 'create' }], true)
  if (!moved) throw new ProgramFault('a beginning gave no answer')
  return moved
}

/** The first events of many new records of one kind, in the order of their ids. */
export function beginMany<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  context: FlowContext,
  rules: FlowRules<Row, State, Move, Gate>,
  requests: readonly Omit<MoveRequest, 'move' | 'needs'>[],
): Promise<Moved<Row>[]> {
  return makeMoves(
    context,
    rules,
    requests.map((request) => ({ ...request, move: 'create' })),
    true,
  )
}

/** The same for hundreds of records in one transaction, in five statements: all moves are made or none is. */
export function moveMany<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  context: FlowContext,
  rules: FlowRules<Row, State, Move, Gate>,
  requests: readonly MoveRequest<NoInfer<Move>>[],
): Promise<Moved<Row>[]> {
  return makeMoves(context, rules, requests, false)
}

async function makeMoves<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  context: FlowContext,
  rules: FlowRules<Row, State, Move, Gate>,
  requests: readonly MoveRequest[],
  beginning: boolean,
): Promise<Moved<Row>[]> {
  if (requests.length === 0) return []
  if (new Set(requests.map((request) => request.recordId)).size !== requests.length)
    throw new ProgramFault('one record twice in one moveMany')
  // Heads before rows, both in the order of ids: two transactions never wait for each other in a circle.
  const ordered = [...requests].sort((a, b) => (a.recordId < b.recordId ? -1 : 1))
  const ids = ordered.map((request) => request.recordId)
  const [heads, locked] = await Promise.all([
    lockHeads(context.tx, rules.plan.kind, ordered),
    rules.lock(context.tx, ids),
  ])
  const rows = new Map(locked.map((row) => [row.id, row]))
  const events: NewEvent[] = []
  const answers: Moved<Row>[] = []
  const effects: (() => void | Promise<void>)[] = []
  for (const request of ordered) {
    const row = rows.get(request.recordId)
    const head = heads.get(request.recordId)
    if (!row || !head || row.org_id !== request.orgId) throw new Refusal('not-found')
    const gates = row.gates as Gates
    const prepared = beginning ? firstStep(rules, head.seq) : await checkMove(context, rules, row, request)
    const given = { context, row, gates, needs: prepared.needs }
    const setGates = rules.gatesAfter?.[request.move as Move]?.(given) ?? {}
    const seq = head.seq + 1
    events.push({
      id: newId(context.now.getTime()),
      kind: rules.plan.kind,
      recordId: row.id,
      seq,
      at: context.now,
      actorId: context.actor.accountId ?? null,
      actorRole: roleFor(context.actor, row.org_id, prepared.who),
      orgId: row.org_id,
      move: request.move,
      fromState: beginning ? '' : row.state,
      toState: prepared.to,
      gates: setGates,
      refs: request.refs ?? {},
      prevHash: head.hash,
      ...(await sealDetail(context, rules, row, request)),
    })
    answers.push({ row, state: prepared.to, gates: { ...gates, ...setGates }, seq })
    const effect = rules.effects?.[request.move as Move]
    if (effect) effects.push(() => effect(given))
  }
  await appendEvents(context.tx, events)
  await writeOutboxAndTimers(context.tx, events, {
    kind: rules.plan.kind,
    stopped: rules.clocks && !beginning ? answers.map((one) => one.row.id) : [],
    timers: timersOf(context, rules, answers),
  })
  for (const effect of effects) await effect()
  return answers
}

function firstStep(rules: { plan: { initial: string; kind: string } }, headSeq: number) {
  if (headSeq !== 0) throw new ProgramFault(`a ${rules.plan.kind} can begin only once`)
  return { to: rules.plan.initial, who: [] as readonly string[], needs: {} }
}

async function checkMove<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  context: FlowContext,
  rules: FlowRules<Row, State, Move, Gate>,
  row: Row,
  request: MoveRequest,
) {
  const plan: MovePlan | undefined = (rules.plan.moves as Readonly<Record<string, MovePlan>>)[request.move]
  if (!plan) throw new ProgramFault(`${rules.plan.kind} has no move ${request.move}`)
  if (!mayMove(rules, plan, row, context.actor)) throw new Refusal('no-right')
  if (!plan.from.includes(row.state))
    throw new Refusal('move-not-allowed', { logText: `${rules.plan.kind}: ${request.move} from ${row.state}` })
  const needs = plan.needs.safeParse(request.needs ?? {})
  if (!needs.success) {
    throw new Refusal('bad-request', {
      faults: needs.error.issues.map((issue) => ({
        path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
        message: issue.message,
      })),
    })
  }
  const given = { context, row, gates: row.gates as Gates, needs: needs.data as Readonly<Record<string, unknown>> }
  await rules.guards?.[request.move as Move]?.(given)
  return { to: plan.to ?? row.state, who: plan.who, needs: given.needs }
}

/** May this actor make the move on this record, by role and area alone (guards aside). */
export function mayMove<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  rules: Pick<FlowRules<Row, State, Move, Gate>, 'isApplicant'>,
  plan: MovePlan,
  row: Row,
  actor: Actor,
): boolean {
  if (actor.kind === 'system') return plan.who.includes('system')
  if (actor.kind === 'link-holder') return plan.who.includes('link-holder') && actor.orgs.includes(row.org_id)
  if (plan.who.includes('applicant') && rules.isApplicant?.(row, actor)) return true
  return actor.roles.some((held) => plan.who.includes(held.role) && held.area.has(row.org_id))
}

/** The moves that a page may offer as buttons now. */
export function availableMoves<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  rules: FlowRules<Row, State, Move, Gate>,
  row: Row,
  actor: Actor,
): Move[] {
  return (Object.entries(rules.plan.moves) as [Move, MovePlan][])
    .filter(([, plan]) => plan.from.includes(row.state) && mayMove(rules, plan, row, actor))
    .map(([name]) => name)
}

async function sealDetail<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  context: FlowContext,
  rules: FlowRules<Row, State, Move, Gate>,
  row: Row,
  request: MoveRequest,
): Promise<{ detail: Buffer | null; keyId: string | null }> {
  if (!request.detail || Object.keys(request.detail).length === 0) return { detail: null, keyId: null }
  const key = await dataKeyFor(
    context.tx,
    context.keyring,
    rules.keySubject?.(row) ?? { kind: 'record', id: row.id },
    context.now,
  )
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  return { detail: key.seal(JSON.stringify(request.detail), `event ${row.id}`), keyId: key.id }
}

function timersOf<Row extends FlowRow, State extends string, Move extends string, Gate extends string>(
  context: FlowContext,
  rules: FlowRules<Row, State, Move, Gate>,
  moved: readonly Moved<Row>[],
): NewTimer[] {
  return moved.flatMap((one) =>
    (rules.clocks?.(one.row, one.state as State, context.now) ?? []).map((clock) => ({
      kind: rules.plan.kind,
      recordId: one.row.id,
      orgId: one.row.org_id,
      move: clock.move,
      setAtSeq: one.seq,
      dueAt: clock.dueAt,
    })),
  )
}
