import type { Fault } from '@yimi/contract/errors.ts'
import type {
  changeService,
  createService,
  Service,
  ServiceContent,
  setConduct,
  setServiceStatus,
} from '@yimi/contract/service.ts'
import { skillKinds, teamKinds } from '#modules/teams/teams.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { ownNumbers } from './catalogue-queries.ts'
import { serviceOf } from './read-services.ts'
import { insertConduct, insertServices, insertStatus, insertVersion } from './service-writes-queries.ts'
import { answerOne } from './show-services.ts'

export async function create(
  context: RequestContext,
  { params, body }: OperationInput<typeof createService>,
): Promise<Service> {
  const orgId = params.id
  context.mayOn({ orgId })
  await refuseUnfit(context, body.content)
  const serviceId = newId()
  const isNew = await insertServices(context.tx, [{ id: serviceId, orgId, code: body.code }], context.now)
  if (!isNew) throw new Refusal('name-taken')
  const first = { serviceId, orgId, version: 1, from: context.today, ...written(context) }
  await insertVersion(context.tx, { ...first, id: newId(), content: body.content })
  await insertConduct(context.tx, { ...first, id: newId(), conduct: body.conduct })
  await note(context, serviceId, orgId, 'create', {})
  return answerOne(context, serviceId, orgId)
}

/** New words of this unit; its first ones take the place of those from above. */
export async function changeWords(
  context: RequestContext,
  { params, body }: OperationInput<typeof changeService>,
): Promise<Service> {
  const { serviceId, orgId } = await mine(context, params)
  refusePast(context, body.from)
  await refuseUnfit(context, body.content)
  const own = (await ownNumbers(context.tx, orgId, [serviceId])).get(serviceId)?.version ?? 0
  const version = nextAfter(body.basedOn, own)
  const row = { id: newId(), serviceId, orgId, version, from: body.from, ...written(context) }
  if (!(await insertVersion(context.tx, { ...row, content: body.content }))) throw new Refusal('changed-meanwhile')
  await note(context, serviceId, orgId, 'change', { version, from: body.from })
  return answerOne(context, serviceId, orgId)
}

export async function changeConduct(
  context: RequestContext,
  { params, body }: OperationInput<typeof setConduct>,
): Promise<Service> {
  const { serviceId, orgId } = await mine(context, params)
  refusePast(context, body.from)
  const own = (await ownNumbers(context.tx, orgId, [serviceId])).get(serviceId)?.conduct ?? 0
  const version = nextAfter(body.basedOn, own)
  const row = { id: newId(), serviceId, orgId, version, from: body.from, ...written(context) }
  if (!(await insertConduct(context.tx, { ...row, conduct: body.conduct }))) throw new Refusal('changed-meanwhile')
  await note(context, serviceId, orgId, 'set-conduct', { version, from: body.from, ...body.conduct })
  return answerOne(context, serviceId, orgId)
}

export async function setStatus(
  context: RequestContext,
  { params, body }: OperationInput<typeof setServiceStatus>,
): Promise<Service> {
  const { serviceId, orgId } = await mine(context, params)
  refusePast(context, body.from)
  await insertStatus(context.tx, { id: newId(), serviceId, orgId, ...body, ...written(context) })
  const { reason: _words, ...refs } = body
  await note(context, serviceId, orgId, 'set-status', refs)
  return answerOne(context, serviceId, orgId)
}

/** @throws Refusal `not-found` outside the area, and for what the unit's catalogue does not have */
async function mine(
  context: RequestContext,
  params: { id: string; serviceId: string },
): Promise<{ serviceId: string; orgId: string }> {
  context.mayOn({ orgId: params.id })
  const service = await serviceOf(context.tx, params.serviceId, params.id, context.today)
  if (!service) throw new Refusal('not-found')
  return { serviceId: service.id, orgId: params.id }
}

/** One more than what was compared, never what is read now: two who change at once must want the same number. */
function nextAfter(basedOn: number, own: number): number {
  if (basedOn !== own) throw new Refusal('changed-meanwhile')
  return basedOn + 1
}

/** What was in force on a day that is over stays so. */
function refusePast(context: RequestContext, from: string): void {
  if (from < context.today)
    throw new Refusal('bad-request', { faults: [{ path: ['from'], message: '最早从今天起生效' }] })
}

async function refuseUnfit(context: RequestContext, content: ServiceContent): Promise<void> {
  const faults: Fault[] = []
  const fault = (message: string, ...path: (string | number)[]) => faults.push({ path: ['content', ...path], message })
  const { minAge, maxAge } = content.eligibility
  if (minAge !== null && maxAge !== null && maxAge < minAge) fault('最高年龄不能小于最低年龄', 'eligibility', 'maxAge')
  if (content.eligibility.guardianConsent && content.eligibility.consents.length === 0)
    fault('请选择监护人要同意的事项', 'eligibility', 'consents')
  const teams = new Set((await teamKinds(context.tx)).map((kind) => kind.code))
  if (content.deliverers.teamKinds.some((code) => !teams.has(code)))
    fault('没有这种队伍，请重新选择', 'deliverers', 'teamKinds')
  if (content.skill !== null && !(await skillKinds(context.tx)).some((kind) => kind.code === content.skill))
    fault('没有这种技能，请重新选择', 'skill')
  if (faults.length > 0) throw new Refusal('bad-request', { faults })
}

function written(context: RequestContext): { madeBy: string | null; madeAt: Date } {
  return { madeBy: context.actor.accountId ?? null, madeAt: context.now }
}

function note(
  context: RequestContext,
  recordId: string,
  orgId: string,
  act: string,
  refs: Readonly<Record<string, unknown>>,
): Promise<void> {
  return recordAct(context, { kind: 'service', recordId, orgId, act, refs })
}
