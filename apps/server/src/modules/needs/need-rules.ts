import { type NeedMove, type NeedState, needFlow, Yes } from '@yimi/contract/need.ts'
import { NeedClass } from '@yimi/contract/service.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowRules, GivenMove } from '#platform/flow/flow-rules.ts'
import { lockNeeds, type NeedRow, setNeeds } from './need-queries.ts'

type Given = GivenMove<NeedRow>

export const needRules: FlowRules<NeedRow, NeedState, NeedMove> = {
  plan: needFlow,
  lock: lockNeeds,
  keySubject: (row) => (row.person_id ? { kind: 'person', id: row.person_id } : { kind: 'record', id: row.id }),
  effects: {
    classify: ({ context, row, needs }) =>
      setNeeds(context.tx, [row.id], { need_class: NeedClass.parse(needs.needClass) }),
    propose: ({ context, row, needs }) => setNeeds(context.tx, [row.id], { service_id: String(needs.serviceId) }),
    'take-up': keepYes,
    refer: keepEnd,
    'cannot-meet': keepEnd,
    'hear-again': ({ context, row }) =>
      setNeeds(context.tx, [row.id], { end_words_enc: null, unmet_reason: null, service_id: null }),
    // No trace of what was offered to whoever did not want it.
    decline: ({ context, row }) => setNeeds(context.tx, [row.id], { service_id: null }),
  },
}

export function wordsContext(id: string): string {
  return `need ${id} words`
}

export function endWordsContext(id: string): string {
  return `need ${id} end`
}

async function keepYes({ context, row, needs }: Given): Promise<void> {
  const yes = Yes.parse(needs)
  await setNeeds(context.tx, [row.id], {
    service_id: yes.serviceId,
    asked_by: context.actor.accountId ?? null,
    asked_how: yes.how,
    said_by: yes.saidBy,
    asked_at: context.now,
    // Whoever leaves his name for the order does not thereby sign what he answered without it.
    ...(row.subject === 'anonymous' ? { answer_id: null } : {}),
  })
}

async function keepEnd({ context, row, needs }: Given): Promise<void> {
  const key = (await dataKeysById(context.tx, context.keyring, [row.key_id])).get(row.key_id)
  if (!key) throw new Refusal('not-found', { logText: 'the need was erased' })
  const reason = needFlow.moves['cannot-meet'].needs.safeParse(needs)
  await setNeeds(context.tx, [row.id], {
    end_words_enc: key.seal(String(needs.words), endWordsContext(row.id)),
    ...(reason.success ? { unmet_reason: needs.reason as NeedRow['unmet_reason'] } : {}),
  })
}
