import { type moveNeed, type Need, Yes } from '@yimi/contract/need.ts'
import type { RouteBody, RouteParams } from '@yimi/contract/route.ts'
import { serviceOf } from '#modules/catalogue/catalogue.ts'
import { personOrg } from '#modules/people/people.ts'
import { Refusal } from '#platform/fault.ts'
import { move } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { NeedRow } from './need-queries.ts'
import { needRules } from './need-rules.ts'
import { needById, needOf } from './read-needs.ts'
import { takeUp } from './take-up.ts'

export async function moveByDesk(
  context: RequestContext,
  { params, body }: { params: RouteParams<typeof moveNeed>; body: RouteBody<typeof moveNeed> },
): Promise<Need> {
  const need = await needById(context, params.id)
  context.mayOn({ orgId: need.org_id })
  if (body.move === 'take-up')
    await takeUp(context, need, yesIn(body.needs), await nameGiven(context, need, body.personId))
  else {
    if (body.move === 'propose') await requireService(context, need, body.needs.serviceId)
    await move(context, needRules, {
      recordId: need.id,
      orgId: need.org_id,
      move: body.move,
      needs: body.needs,
      // Words of a referral are sealed; the offer to somebody who may say no is in no event.
      ...(body.move === 'refer' || body.move === 'cannot-meet' ? { detail: body.needs } : {}),
    })
  }
  return needOf(context, need.id)
}

function yesIn(needs: unknown): Yes {
  const read = Yes.safeParse(needs)
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => ({
    path: ['needs', ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))],
    message: '请填写完整：点哪一项、怎么问的、谁答应的',
  }))
  throw new Refusal('bad-request', { faults })
}

/** Of a need without a name the resident gives it when he says yes; the need itself stays without. */
async function nameGiven(context: RequestContext, need: NeedRow, personId: string | null): Promise<string | null> {
  if (need.person_id || !personId) return null
  if ((await personOrg(context.tx, personId)) !== need.org_id)
    throw new Refusal('bad-request', { faults: [{ path: ['personId'], message: '请从本站居民中选择' }] })
  return personId
}

async function requireService(context: RequestContext, need: NeedRow, serviceId: unknown): Promise<void> {
  const found = typeof serviceId === 'string' && (await serviceOf(context.tx, serviceId, need.org_id, context.today))
  if (!found)
    throw new Refusal('bad-request', { faults: [{ path: ['needs', 'serviceId'], message: '请从服务清单中选择' }] })
}
