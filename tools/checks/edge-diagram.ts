export type Edges = Readonly<Record<string, readonly string[]>>

/** Which module may use which, as a Mermaid graph. */
export function edgeDiagram(edges: Edges): string {
  const lines = Object.entries(edges).flatMap(([from, targets]) =>
    targets.length ? targets.map((to) => `  ${from} --> ${to}`) : [`  ${from}`],
  )
  return ['```mermaid', 'graph TD', ...lines, '```'].join('\n')
}
