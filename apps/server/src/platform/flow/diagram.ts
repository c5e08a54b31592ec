import type { FlowPlan } from '@yimi/contract/flow.ts'

/** The flow as a Mermaid state diagram, for ARCHITECTURE.md. Moves that keep the state are loops. */
export function flowDiagram(plan: FlowPlan): string {
  const name = (state: string) => state.replaceAll('-', '_')
  const lines = ['stateDiagram-v2', `  [*] --> ${name(plan.initial)}`]
  for (const state of plan.states) if (state.includes('-')) lines.push(`  ${name(state)} : ${state}`)
  const edges = Map.groupBy(
    Object.entries(plan.moves).flatMap(([move, { from, to }]) =>
      from.map((state) => ({ from: state, to: to ?? state, move })),
    ),
    (edge) => `  ${name(edge.from)} --> ${name(edge.to)}`,
  )
  for (const [edge, moves] of edges) lines.push(`${edge} : ${moves.map((one) => one.move).join(', ')}`)
  for (const state of plan.states)
    if (!Object.values(plan.moves).some((one) => one.from.includes(state))) lines.push(`  ${name(state)} --> [*]`)
  return lines.join('\n')
}
