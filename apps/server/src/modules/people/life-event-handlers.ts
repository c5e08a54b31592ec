import type { LifeEventKind } from '@yimi/contract/life-event.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'

export type ConfirmedLifeEvent = {
  readonly id: string
  readonly what: LifeEventKind
  /** `reversed`: what was confirmed turned out wrong; nothing that was stopped begins again by itself. */
  readonly phase: 'confirmed' | 'reversed'
  /** Whom it concerns; of a birth: the parent. */
  readonly personId: string
  readonly orgId: string
  /** Of a birth: the child, when it was registered. */
  readonly childId: string | undefined
  /** Of a move: everybody who moved, the person included; of others: the person alone. */
  readonly personIds: readonly string[]
  readonly happenedOn: string
}

/**
 * Runs in the confirming transaction, after the person's own record has changed; what throws keeps the event from being
 * confirmed. `context.actor` is whoever confirms: moves that follow from it are made with `systemActor(context.actor.orgs)`.
 */
export type LifeEventHandler = (context: FlowContext, event: ConfirmedLifeEvent) => Promise<void>

const handlers = new Map<string, { what: LifeEventKind | 'any'; handle: LifeEventHandler }>()

/** What follows from a life event. `name` is the module's own; the same name again replaces. */
export function onLifeEvent(what: LifeEventKind | 'any', name: string, handle: LifeEventHandler): void {
  handlers.set(`${what} ${name}`, { what, handle })
}

export async function runLifeEventHandlers(context: FlowContext, event: ConfirmedLifeEvent): Promise<void> {
  for (const one of handlers.values())
    if (one.what === 'any' || one.what === event.what) await one.handle(context, event)
}
