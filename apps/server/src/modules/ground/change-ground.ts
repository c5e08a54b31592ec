import type {
  createDwelling,
  createGrid,
  Dwelling,
  Entrance,
  endDwelling,
  endGrid,
  Grid,
  placeDwellings,
  setEntranceStewards,
  setGridWorkers,
} from '@yimi/contract/ground.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct, recordActs } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { ensureDwellings } from './ensure-dwellings.ts'
import { findEntrance } from './entrance-queries.ts'
import { type Charge, endCharges, endGridRow, findCharges, findGrid, insertCharge, insertGrid } from './grid-queries.ts'
import { endDwellingRow, endPlaces, findByLabels, findDwellings, insertPlaces } from './ground-queries.ts'
import { answerDwellings, answerEntrances, answerGrids, type GroundNames } from './read-ground.ts'

export async function addGrid(
  context: RequestContext,
  names: GroundNames,
  { body }: OperationInput<typeof createGrid>,
): Promise<Grid> {
  context.mayOn({ orgId: body.orgId })
  const id = newId()
  await insertGrid(context.tx, { id, org_id: body.orgId, name: body.name, code: body.code, valid_from: context.today })
  await recordAct(context, { kind: 'grid', recordId: id, orgId: body.orgId, act: 'create' })
  return answerGrid(context, names, id)
}

/** Its dwellings stay without a grid until they are put into another. */
export async function finishGrid(
  context: RequestContext,
  names: GroundNames,
  { params }: OperationInput<typeof endGrid>,
): Promise<Grid> {
  const grid = await findGrid(context.tx, params.id)
  if (!grid) throw new Refusal('not-found')
  context.mayOn({ orgId: grid.org_id })
  await replace(context, await endPlaces(context.tx, { gridId: grid.id }, context.today), null)
  const workers = await findCharges(context.tx, 'grid', [grid.id])
  await endCharges(
    context.tx,
    'grid',
    workers.map((one) => one.id),
    context.today,
  )
  await endGridRow(context.tx, grid.id, context.today)
  await recordAct(context, { kind: 'grid', recordId: grid.id, orgId: grid.org_id, act: 'end' })
  return answerGrid(context, names, grid.id)
}

export async function setWorkers(
  context: RequestContext,
  names: GroundNames,
  { params, body }: OperationInput<typeof setGridWorkers>,
): Promise<Grid> {
  const grid = await findGrid(context.tx, params.id)
  if (!grid || grid.valid_until !== null) throw new Refusal('not-found')
  context.mayOn({ orgId: grid.org_id })
  await setCharges(context, names, 'grid', grid, body.personIds)
  return answerGrid(context, names, grid.id)
}

export async function setStewards(
  context: RequestContext,
  names: GroundNames,
  { params, body }: OperationInput<typeof setEntranceStewards>,
): Promise<Entrance> {
  const entrance = await findEntrance(context.tx, params.id)
  if (!entrance) throw new Refusal('not-found')
  context.mayOn({ orgId: entrance.org_id })
  await setCharges(context, names, 'entrance', entrance, body.personIds)
  const [answer] = await answerEntrances(context, names, [entrance])
  if (!answer) throw new ProgramFault('an entrance gave no answer')
  return answer
}

export async function addDwelling(
  context: RequestContext,
  { body }: OperationInput<typeof createDwelling>,
): Promise<Dwelling> {
  context.mayOn({ orgId: body.orgId })
  if (body.gridId) await getGridOf(context, body.gridId, body.orgId)
  const known = await findByLabels(context.tx, body.orgId, [body.labels])
  if (known.length > 0) throw new Refusal('dwelling-taken')
  const [id = ''] = await ensureDwellings(context, body.orgId, [{ labels: body.labels, gridId: body.gridId }])
  return answerDwelling(context, id)
}

export async function place(
  context: RequestContext,
  { body }: OperationInput<typeof placeDwellings>,
): Promise<{ placed: number }> {
  const rows = await findDwellings(context.tx, body.dwellingIds)
  if (rows.length !== new Set(body.dwellingIds).size) throw new Refusal('not-found')
  for (const row of rows) {
    context.mayOn({ orgId: row.org_id })
    if (body.gridId) await getGridOf(context, body.gridId, row.org_id)
  }
  const ended = await endPlaces(context.tx, { dwellingIds: body.dwellingIds }, context.today)
  await replace(context, ended, body.gridId)
  await recordActs(
    context,
    rows.map((row) => ({
      kind: 'dwelling',
      recordId: row.id,
      orgId: row.org_id,
      act: 'place',
      refs: { gridId: body.gridId },
    })),
  )
  return { placed: ended.length }
}

export async function finishDwelling(
  context: RequestContext,
  { params }: OperationInput<typeof endDwelling>,
): Promise<Dwelling> {
  const [row] = await findDwellings(context.tx, [params.id])
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  if (row.valid_until === null) {
    await endDwellingRow(context.tx, row.id, context.today)
    await recordAct(context, { kind: 'dwelling', recordId: row.id, orgId: row.org_id, act: 'end' })
  }
  return answerDwelling(context, row.id)
}

async function setCharges(
  context: RequestContext,
  names: GroundNames,
  charge: Charge,
  at: { id: string; org_id: string },
  personIds: readonly string[],
): Promise<void> {
  const known = await names.people(context.tx, context.keyring, personIds)
  if (personIds.some((id) => !known.has(id)))
    throw new Refusal('bad-request', { faults: [{ path: ['personIds'], message: '请从列表中选择人员' }] })
  const before = await findCharges(context.tx, charge, [at.id])
  const leaving = before.filter((one) => !personIds.includes(one.person_id))
  await endCharges(
    context.tx,
    charge,
    leaving.map((one) => one.id),
    context.today,
  )
  const staying = new Set(before.map((one) => one.person_id))
  for (const personId of new Set(personIds))
    if (!staying.has(personId))
      await insertCharge(context.tx, charge, {
        id: newId(),
        orgId: at.org_id,
        placeId: at.id,
        personId,
        from: context.today,
      })
  await recordAct(context, {
    kind: charge,
    recordId: at.id,
    orgId: at.org_id,
    act: 'set-charge',
    refs: { personIds: [...personIds] },
  })
}

function replace(
  context: RequestContext,
  ended: readonly { dwelling_id: string; org_id: string; entrance_id: string | null }[],
  gridId: string | null,
): Promise<void> {
  return insertPlaces(
    context.tx,
    ended.map((one) => ({
      id: newId(),
      org_id: one.org_id,
      dwelling_id: one.dwelling_id,
      grid_id: gridId,
      entrance_id: one.entrance_id,
      valid_from: context.today,
    })),
  )
}

/** A grid belongs to one station; a dwelling goes into a grid of its own station. */
async function getGridOf(context: RequestContext, id: string, orgId: string): Promise<void> {
  const grid = await findGrid(context.tx, id)
  if (!grid || grid.org_id !== orgId || grid.valid_until !== null)
    throw new Refusal('bad-request', { faults: [{ path: ['gridId'], message: '请从本站的网格中选择' }] })
}

async function answerGrid(context: RequestContext, names: GroundNames, id: string): Promise<Grid> {
  const grid = await findGrid(context.tx, id)
  const [answer] = await answerGrids(context, names, grid ? [grid] : [])
  if (!answer) throw new ProgramFault('a grid gave no answer')
  return answer
}

async function answerDwelling(context: RequestContext, id: string): Promise<Dwelling> {
  const [answer] = answerDwellings(await findDwellings(context.tx, [id]))
  if (!answer) throw new ProgramFault('a dwelling gave no answer')
  return answer
}
