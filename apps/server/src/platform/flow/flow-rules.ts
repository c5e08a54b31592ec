import type { FlowPlan, GateState } from '@yimi/contract/flow.ts'
import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { KeySubject } from '../crypto/data-keys.ts'
import type { Keyring } from '../crypto/keyring.ts'
import type { Tx } from '../database/database.ts'

/** What flow itself reads of a record; a module's row has more. */
export type FlowRow = { id: string; org_id: string; state: string; gates: unknown }
export type Gates = Readonly<Partial<Record<string, GateState>>>

/** The transaction a move is made in, and by whom. */
export type FlowContext = { readonly tx: Tx; readonly keyring: Keyring; readonly actor: Actor; readonly now: Date }

export type GivenMove<Row extends FlowRow> = {
  readonly context: FlowContext
  readonly row: Row
  readonly gates: Gates
  /** What came with the move, as its schema read it. */
  readonly needs: Readonly<Record<string, unknown>>
}

/**
 * The part of a flow that lives in a module: guards (may throw a Refusal), what a move does to gates, effects in the same
 * transaction, clocks of a state.
 */
export type FlowRules<
  Row extends FlowRow = FlowRow,
  State extends string = string,
  Move extends string = string,
  Gate extends string = string,
> = {
  readonly plan: FlowPlan<State, Move, Gate>
  /** Reads and locks the rows (`for update`), in the scope of the transaction. */
  readonly lock: (tx: Tx, ids: readonly string[]) => Promise<Row[]>
  readonly isApplicant?: (row: Row, actor: Actor) => boolean
  readonly guards?: Readonly<Partial<Record<Move, (given: GivenMove<Row>) => void | Promise<void>>>>
  readonly gatesAfter?: Readonly<Partial<Record<Move, (given: GivenMove<Row>) => Gates>>>
  readonly effects?: Readonly<Partial<Record<Move, (given: GivenMove<Row>) => void | Promise<void>>>>
  /** Clocks that run in a state; they are set anew at each move. */
  readonly clocks?: (row: Row, state: State, now: Date) => { move: NoInfer<Move>; dueAt: Date }[]
  /** Whose words `detail` holds; absent: the record's own key. */
  readonly keySubject?: (row: Row) => KeySubject
}

export type MoveRequest<Move extends string = string> = {
  readonly recordId: string
  readonly orgId: string
  readonly move: Move
  readonly needs?: z.input<z.ZodType>
  /** Ids and codes that the event names in clear. */
  readonly refs?: Readonly<Record<string, unknown>>
  /** Words; kept encrypted. */
  readonly detail?: Readonly<Record<string, unknown>>
}
