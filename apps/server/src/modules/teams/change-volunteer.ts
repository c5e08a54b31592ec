import type { RouteBody } from '@yimi/contract/route.ts'
import type { addAgreement, addSkill, changeVolunteer, moveVolunteer, Volunteer } from '@yimi/contract/volunteer.ts'
import { readFiles } from '#modules/files/files.ts'
import { type DataKey, dataKeyFor } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { move } from '#platform/flow/move.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { openVolunteer, readVolunteer } from './read-volunteers.ts'
import { volunteerRules } from './team-rules.ts'
import {
  insertAgreement,
  insertSkill,
  removeSkillRow,
  skillKinds,
  updateVolunteer,
  type VolunteerRow,
} from './volunteer-queries.ts'
import { guardianContext, issuerContext, unifiedContext } from './volunteer-words.ts'

export async function changeWords(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof changeVolunteer>,
): Promise<Volunteer> {
  const row = await openVolunteer(context, id)
  if (body.adultOn && (body.guardian === '' || body.guardianConsentOn === null))
    throw fieldFault('guardian', '未成年人需要填写监护人和同意日期')
  const key = await keyOf(context, row)
  await updateVolunteer(context.tx, id, {
    unified_number_enc: body.unifiedNumber === '' ? null : key.seal(body.unifiedNumber, unifiedContext(id)),
    availability: [...new Set(body.availability)].sort(),
    adult_on: body.adultOn,
    guardian_enc: body.guardian === '' ? null : key.seal(body.guardian, guardianContext(id)),
    guardian_consent_on: body.guardianConsentOn,
  })
  await note(context, row, 'change', { fields: Object.keys(body) })
  return readVolunteer(context, id)
}

export async function moveState(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof moveVolunteer>,
): Promise<Volunteer> {
  const row = await openVolunteer(context, id)
  if (body.until !== null && body.until <= context.today) throw fieldFault('until', '请选今天以后的日期')
  const needs = body.move === 'pause' ? { until: body.until } : {}
  await move(context, volunteerRules, { recordId: id, orgId: row.org_id, move: body.move, needs })
  return readVolunteer(context, id)
}

/** Whoever presses the button has seen person and card; the card's number is not kept here. */
export async function noteIdentityCheck(context: RequestContext, id: string): Promise<Volunteer> {
  const row = await openVolunteer(context, id)
  const { accountId } = context.actor
  if (!accountId) throw new ProgramFault('an identity check without an account')
  await updateVolunteer(context.tx, id, { identity_checked_on: context.today, identity_checked_by: accountId })
  await note(context, row, 'check-identity')
  return readVolunteer(context, id)
}

export async function putSkill(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof addSkill>,
): Promise<Volunteer> {
  const row = await openVolunteer(context, id)
  const kind = (await skillKinds(context.tx)).find((one) => one.code === body.skill)
  if (!kind) throw fieldFault('skill', '请从列表中选择技能')
  if (kind.certified && (body.issuer === '' || body.expiresOn === null))
    throw fieldFault(body.issuer === '' ? 'issuer' : 'expiresOn', '这项技能需要证书：请填写发证单位和有效期')
  await requireFile(context, body.fileId)
  const skillId = newId()
  const key = body.issuer === '' ? undefined : await keyOf(context, row)
  await insertSkill(context.tx, {
    id: skillId,
    org_id: row.org_id,
    volunteer_id: id,
    person_id: row.person_id,
    skill: kind.code,
    issuer_enc: key?.seal(body.issuer, issuerContext(skillId)) ?? null,
    issued_on: body.issuedOn,
    expires_on: body.expiresOn,
    file_id: body.fileId,
    added_at: context.now,
  })
  await note(context, row, 'add-skill', { skill: kind.code, skillId })
  return readVolunteer(context, id)
}

export async function takeSkill(context: RequestContext, id: string, skillId: string): Promise<Volunteer> {
  const row = await openVolunteer(context, id)
  if (!(await removeSkillRow(context.tx, id, skillId, context.now))) throw new Refusal('not-found')
  await note(context, row, 'remove-skill', { skillId })
  return readVolunteer(context, id)
}

export async function putAgreement(
  context: RequestContext,
  id: string,
  body: RouteBody<typeof addAgreement>,
): Promise<Volunteer> {
  const row = await openVolunteer(context, id)
  await requireFile(context, body.fileId)
  const agreementId = newId()
  await insertAgreement(context.tx, { ...body, id: agreementId, volunteer: row, now: context.now })
  await note(context, row, 'add-agreement', { kind: body.kind, agreementId })
  return readVolunteer(context, id)
}

async function requireFile(context: RequestContext, fileId: string | null): Promise<void> {
  if (fileId && !(await readFiles(context.tx, [fileId])).has(fileId)) throw fieldFault('fileId', '没有找到这个文件')
}

async function keyOf(context: RequestContext, row: VolunteerRow): Promise<DataKey> {
  const key = await dataKeyFor(context.tx, context.keyring, { kind: 'person', id: row.person_id }, context.now)
  if (!key) throw new Refusal('not-found', { logText: 'the person was erased' })
  return key
}

/** Acts beside the flow stand in a chain of their own, under the same record. */
function note(
  context: RequestContext,
  row: VolunteerRow,
  act: string,
  refs: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  return recordAct(context, { kind: 'volunteer-record', recordId: row.id, orgId: row.org_id, act, refs })
}

function fieldFault(field: string, message: string): Refusal {
  return new Refusal('bad-request', { faults: [{ path: [field], message }] })
}
