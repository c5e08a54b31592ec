import type { AskedWay, Yes } from '@yimi/contract/need.ts'
import type { StaffChannel } from '@yimi/contract/order.ts'
import type { z } from 'zod'
import { placeOrder } from '#modules/orders/orders.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import { type NeedRow, setNeeds } from './need-queries.ts'
import { needRules } from './need-rules.ts'

const CHANNELS: Readonly<Record<AskedWay, z.output<typeof StaffChannel>>> = {
  'at-door': 'grid-worker',
  phone: 'phone',
  desk: 'desk',
}

/** The resident said yes: the order is made for him and the need follows it from now on. Both or neither. */
export async function takeUp(context: FlowContext, need: NeedRow, yes: Yes, forPersonId: string | null): Promise<void> {
  const personId = need.person_id ?? forPersonId
  if (!personId)
    throw new Refusal('bad-request', { faults: [{ path: ['personId'], message: '要点单请先请居民留下姓名' }] })
  const order = await placeOrder(context, {
    orgId: need.org_id,
    personId,
    wish: {
      serviceId: yes.serviceId,
      words: yes.orderWords,
      wished: yes.wished,
      risks: '',
      contact: '',
      urgent: false,
    },
    channel: CHANNELS[yes.how],
    requestedBy: context.actor.accountId ?? null,
    requester: null,
    trigger: { kind: 'need', id: need.id },
  })
  await move(context, needRules, {
    recordId: need.id,
    orgId: need.org_id,
    move: 'take-up',
    needs: yes,
    refs: { orderId: order.id, serviceId: yes.serviceId, how: yes.how, saidBy: yes.saidBy },
  })
  await setNeeds(context.tx, [need.id], { order_id: order.id })
}
