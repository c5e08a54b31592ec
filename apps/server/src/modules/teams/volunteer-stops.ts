import type { FlowContext } from '#platform/flow/flow-rules.ts'

export type StoppedVolunteer = { volunteerId: string; personId: string; orgId: string }
type Handler = (context: FlowContext, volunteer: StoppedVolunteer) => Promise<void>

const handlers = new Map<string, Handler>()

/** What lies ahead of a volunteer who pauses or leaves, filled by whoever expects him. The same name replaces. */
export function onVolunteerStopped(name: string, handler: Handler): void {
  handlers.set(name, handler)
}

/** In the transaction of the move: nobody is expected who does not come. */
export async function tellVolunteerStopped(context: FlowContext, volunteer: StoppedVolunteer): Promise<void> {
  for (const handler of handlers.values()) await handler(context, volunteer)
}
