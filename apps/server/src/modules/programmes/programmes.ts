import {
  changeProgramme,
  createProgramme,
  getProgramme,
  getPublicProgramme,
  listProgrammes,
  listPublicProgrammes,
  type Programme,
  reportBroadcast,
  unreportBroadcast,
} from '@yimi/contract/programme.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { implement, type Operation, type OperationInput, type RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { figuresOf } from './programme-figures.ts'
import {
  findProgramme,
  findProgrammes,
  insertProgramme,
  linkBroadcast,
  linkedBroadcasts,
  type ProgrammeRow,
  unlinkBroadcast,
  updateProgramme,
} from './programme-queries.ts'
import { listPublic, readPublic } from './public-programme.ts'
import type { BroadcastReader } from './reported-broadcast.ts'

export { programmeFigures } from './programme-figures.ts'

/** Brand projects: the heading under which units report. */
export function programmeOperations(broadcasts: BroadcastReader): Operation[] {
  return [
    implement(listProgrammes, list),
    implement(getProgramme, (context, { params }) => readOne(context, broadcasts, params.id)),
    implement(createProgramme, (context, { body }) => create(context, body)),
    implement(changeProgramme, (context, { params, body }) => change(context, params.id, body)),
    implement(reportBroadcast, (context, { params }) => link(context, broadcasts, params)),
    implement(unreportBroadcast, (context, { params }) => unlink(context, broadcasts, params)),
    implement(getPublicProgramme, (context, { params }) => readPublic(context, broadcasts, params.id)),
    implement(listPublicProgrammes, (context) => listPublic(context)),
  ]
}

async function list(context: RequestContext): Promise<{ items: Programme[] }> {
  const above = new Set(context.actor.above)
  const rows = (await findProgrammes(context.tx)).filter(
    (row) => context.scope?.orgs.has(row.org_id) || above.has(row.org_id),
  )
  return { items: await answerAll(context, rows) }
}

/** A unit's own, or one of a unit above under which it may report. */
async function readOne(
  context: RequestContext,
  broadcasts: BroadcastReader,
  id: string,
): Promise<RouteAnswer<typeof getProgramme>> {
  const row = await open(context, id)
  const isAbove = context.actor.above.includes(row.org_id)
  const [anyOfMine] = context.scope?.orgs ?? []
  context.mayOn({ orgId: isAbove && anyOfMine ? anyOfMine : row.org_id })
  const found = await broadcasts(context.tx, await linkedBroadcasts(context.tx, id))
  const names = await orgNames(
    context.tx,
    found.map((one) => one.orgId),
    context.today,
  )
  return {
    programme: await answerOne(context, row),
    broadcasts: found.map((one) => ({
      id: one.id,
      title: one.title,
      orgName: names.get(one.orgId) ?? '',
      state: one.state,
      startsAt: one.startsAt?.toISOString() ?? null,
    })),
    figures: await figuresOf(context.tx, broadcasts, { programmeId: id, now: context.now }),
  }
}

async function create(context: RequestContext, body: RouteBody<typeof createProgramme>): Promise<Programme> {
  context.mayOn({ orgId: body.orgId })
  const row = rowOf(newId(), body.orgId, body)
  await insertProgramme(context.tx, row)
  await recordAct(context, { kind: 'programme', recordId: row.id, orgId: row.org_id, act: 'create' })
  return answerOne(context, row)
}

async function change(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof changeProgramme>,
): Promise<Programme> {
  const before = await open(context, id)
  context.mayOn({ orgId: before.org_id })
  const { id: _id, org_id: _org, ...words } = rowOf(id, before.org_id, body)
  await updateProgramme(context.tx, id, words)
  const act = before.published === body.published ? 'change' : body.published ? 'publish' : 'unpublish'
  await recordAct(context, { kind: 'programme', recordId: id, orgId: before.org_id, act })
  return answerOne(context, { ...before, ...words })
}

async function link(
  context: RequestContext,
  broadcasts: BroadcastReader,
  params: OperationInput<typeof reportBroadcast>['params'],
): Promise<{ linked: boolean }> {
  const broadcast = await openBroadcast(context, broadcasts, params.broadcastId)
  const programme = await open(context, params.id)
  await linkBroadcast(context.tx, {
    broadcastId: broadcast.id,
    orgId: broadcast.orgId,
    programmeId: programme.id,
    now: context.now,
  })
  await noteLink(context, broadcast, programme.id, 'report')
  return { linked: true }
}

async function unlink(
  context: RequestContext,
  broadcasts: BroadcastReader,
  params: OperationInput<typeof unreportBroadcast>['params'],
): Promise<{ linked: boolean }> {
  const broadcast = await openBroadcast(context, broadcasts, params.broadcastId)
  if (await unlinkBroadcast(context.tx, broadcast.id, params.id))
    await noteLink(context, broadcast, params.id, 'unreport')
  return { linked: false }
}

/** Under which programme a broadcast reports is the word of the unit that made it. */
async function openBroadcast(context: RequestContext, broadcasts: BroadcastReader, id: string) {
  const [broadcast] = await broadcasts(context.tx, [id])
  if (!broadcast) throw new Refusal('not-found')
  context.mayOn({ orgId: broadcast.orgId })
  return broadcast
}

function noteLink(
  context: RequestContext,
  broadcast: { id: string; orgId: string },
  programmeId: string,
  act: string,
): Promise<void> {
  return recordAct(context, {
    kind: 'programme-link',
    recordId: broadcast.id,
    orgId: broadcast.orgId,
    act,
    refs: { programmeId },
  })
}

async function open(context: RequestContext, id: string): Promise<ProgrammeRow> {
  const row = await findProgramme(context.tx, id)
  if (!row) throw new Refusal('not-found')
  return row
}

function rowOf(id: string, orgId: string, body: RouteBody<typeof changeProgramme>): ProgrammeRow {
  if (body.until !== null && body.until < body.since)
    throw new Refusal('bad-request', { faults: [{ path: ['until'], message: '结束日期不能早于开始日期' }] })
  const { name, since, until, slogan, about, purposes, published } = body
  return { id, org_id: orgId, name, since, until_day: until, slogan, about, purposes, published }
}

async function answerOne(context: RequestContext, row: ProgrammeRow): Promise<Programme> {
  const [programme] = await answerAll(context, [row])
  if (!programme) throw new Refusal('not-found')
  return programme
}

async function answerAll(context: RequestContext, rows: readonly ProgrammeRow[]): Promise<Programme[]> {
  const names = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
    context.today,
  )
  return rows.map(({ org_id: orgId, until_day: until, ...words }) => ({
    ...words,
    orgId,
    orgName: names.get(orgId) ?? '',
    until,
  }))
}
