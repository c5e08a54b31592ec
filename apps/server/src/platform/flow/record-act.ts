import { roleFor } from '../access/actor.ts'
import { dataKeyFor, type KeySubject } from '../crypto/data-keys.ts'
import { ProgramFault } from '../fault.ts'
import { newId } from '../new-id.ts'
import { appendEvents, lockHeads, writeOutbox } from './append.ts'
import type { FlowContext } from './flow-rules.ts'

export type Act = {
  kind: string
  recordId: string
  orgId: string
  act: string
  /** Ids and codes alone. */
  refs?: Readonly<Record<string, unknown>>
  /** Words, kept encrypted. */
  detail?: Readonly<Record<string, unknown>>
  keySubject?: KeySubject
  /** Somebody is told of it: it goes into the outbox as a move does. */
  announced?: true
}

/** Writes an act on a record that has no state (a rename, a role given, a personal field read) into the record's chain. */
export function recordAct(context: FlowContext, act: Act): Promise<void> {
  return recordActs(context, [act])
}

/** The same for many records of one kind, each named once, in two statements (and one a key, where there are words). */
export async function recordActs(context: FlowContext, acts: readonly Act[]): Promise<void> {
  const [first] = acts
  if (!first) return
  if (acts.some((act) => act.kind !== first.kind) || new Set(acts.map((act) => act.recordId)).size !== acts.length)
    throw new ProgramFault('acts of two kinds, or two acts on one record, at once')
  const ordered = [...acts].sort((a, b) => (a.recordId < b.recordId ? -1 : 1))
  const heads = await lockHeads(context.tx, first.kind, ordered)
  const events = []
  for (const act of ordered) {
    const head = heads.get(act.recordId)
    if (!head) continue
    const key = act.detail
      ? await dataKeyFor(
          context.tx,
          context.keyring,
          act.keySubject ?? { kind: 'record', id: act.recordId },
          context.now,
        )
      : undefined
    events.push({
      id: newId(context.now.getTime()),
      kind: act.kind,
      recordId: act.recordId,
      seq: head.seq + 1,
      at: context.now,
      actorId: context.actor.accountId ?? null,
      actorRole: roleFor(context.actor, act.orgId),
      orgId: act.orgId,
      move: act.act,
      fromState: '',
      toState: '',
      gates: {},
      refs: act.refs ?? {},
      detail: key && act.detail ? key.seal(JSON.stringify(act.detail), `event ${act.recordId}`) : null,
      keyId: key?.id ?? null,
      prevHash: head.hash,
    })
  }
  await appendEvents(context.tx, events)
  const announced = new Set(acts.flatMap((act) => (act.announced ? [act.recordId] : [])))
  const told = events.filter((event) => announced.has(event.recordId))
  if (told.length > 0) await writeOutbox(context.tx, told)
}
