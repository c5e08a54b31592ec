import { roleFor } from '../access/actor.ts'
import { dataKeyFor, type KeySubject } from '../crypto/data-keys.ts'
import { newId } from '../new-id.ts'
import { appendEvents, lockHeads, writeOutbox } from './append.ts'
import type { FlowContext } from './flow-rules.ts'

/**
 * Writes an act on a record that has no state (a rename, a role given, a personal field read) into the record's chain.
 * `detail` holds words and is kept encrypted; `refs` holds ids and codes alone.
 */
export async function recordAct(
  context: FlowContext,
  act: {
    kind: string
    recordId: string
    orgId: string
    act: string
    refs?: Readonly<Record<string, unknown>>
    detail?: Readonly<Record<string, unknown>>
    keySubject?: KeySubject
    /** Somebody is told of it: it goes into the outbox as a move does. */
    announced?: true
  },
): Promise<void> {
  const heads = await lockHeads(context.tx, act.kind, [act])
  const head = heads.get(act.recordId)
  if (!head) return
  const key = act.detail
    ? await dataKeyFor(context.tx, context.keyring, act.keySubject ?? { kind: 'record', id: act.recordId }, context.now)
    : undefined
  await appendEvents(context.tx, [
    {
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
    },
  ])
  if (act.announced)
    await writeOutbox(context.tx, [
      {
        kind: act.kind,
        move: act.act,
        orgId: act.orgId,
        recordId: act.recordId,
        seq: head.seq + 1,
        toState: '',
        at: context.now,
      },
    ])
}
