import { z } from 'zod'
import type { Role } from './roles.ts'

/**
 * The plain part of a flow: what server, webs, diagram and property test all read. Guards, clocks and effects live in the
 * module that owns the flow.
 */
export type FlowPlan<State extends string = string, Move extends string = string, Gate extends string = string> = {
  readonly kind: string
  readonly states: readonly State[]
  readonly initial: State
  readonly gates: readonly Gate[]
  readonly moves: Readonly<Record<Move, MovePlan<State>>>
}

export type MovePlan<State extends string = string> = {
  /** States from which the move is possible. */
  readonly from: readonly State[]
  /** The state after it; absent: the state stays. */
  readonly to?: State
  /** `system`: only the server itself (a clock, a consequence). Otherwise roles; the capability table decides the area. */
  readonly who: readonly (Role | 'system' | 'applicant' | 'link-holder')[]
  /** What must be given with the move. */
  readonly needs: z.ZodType
  /** What the move does to gates: sets the named one, or opens those that changed fields touch. */
  readonly gate?: 'pass' | 'return' | 'reject' | 'open'
}

export const GATE_STATES = ['open', 'passed', 'returned', 'rejected'] as const
export const GateState = z.enum(GATE_STATES)
export type GateState = z.output<typeof GateState>

export function defineFlow<State extends string, Move extends string, Gate extends string = never>(plan: {
  kind: string
  states: readonly State[]
  initial: NoInfer<State>
  gates?: readonly Gate[]
  moves: Record<Move, MovePlan<NoInfer<State>>>
}): FlowPlan<State, Move, Gate> {
  return { gates: [], ...plan }
}

export const NoNeeds = z.object({})
