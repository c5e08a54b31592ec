export type Folded = { state: string; gates: Record<string, string> }

/** What a record's events, oldest first, add up to. */
export function foldEvents(events: readonly { to_state: string; gates: unknown }[]): Folded {
  const folded: Folded = { state: '', gates: {} }
  for (const event of events) {
    folded.state = event.to_state
    Object.assign(folded.gates, event.gates)
  }
  return folded
}
