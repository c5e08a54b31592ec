import { formFaults } from '@yimi/contract/form-faults.ts'
import { readFormFile } from '@yimi/contract/form-file.ts'
import type {
  closeQuestionnaire,
  createQuestionnaire,
  importQuestionnaire,
  publishQuestionnaire,
  QuestionnaireDetail,
  QuestionnaireSettings,
  saveQuestionnaireDraft,
} from '@yimi/contract/questionnaire.ts'
import { Form } from '@yimi/contract/questionnaire-form.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import {
  closeVersionsBefore,
  findVersion,
  insertQuestionnaire,
  insertVersion,
  lockQuestionnaire,
  type QuestionnaireRow,
  updateQuestionnaire,
} from './questionnaire-queries.ts'
import { detailOf } from './read-questionnaires.ts'

export async function create(
  context: RequestContext,
  { body }: OperationInput<typeof createQuestionnaire>,
): Promise<QuestionnaireDetail> {
  context.mayOn({ orgId: body.orgId })
  const form = Form.parse({ title: body.title, pages: [{ name: 's1', elements: [] }] })
  return begin(context, body.orgId, form, body.settings, 'create')
}

/** A file whose form is understood becomes a draft; what is not right yet in it is said when it is to be published. */
export async function importFile(
  context: RequestContext,
  { body }: OperationInput<typeof importQuestionnaire>,
): Promise<QuestionnaireDetail> {
  context.mayOn({ orgId: body.orgId })
  const read = readFormFile(body.text)
  if ('faults' in read)
    throw new Refusal('form-file-refused', { faults: read.faults.map((message) => ({ path: ['text'], message })) })
  return begin(context, body.orgId, read.form, body.settings, 'import')
}

async function begin(
  context: RequestContext,
  orgId: string,
  form: Form,
  settings: QuestionnaireSettings,
  act: 'create' | 'import',
): Promise<QuestionnaireDetail> {
  const id = newId()
  await insertQuestionnaire(context.tx, {
    id,
    org_id: orgId,
    title: form.title,
    draft: form,
    ...columnsOf(settings),
    made_by: context.actor.accountId ?? null,
    made_at: context.now,
    changed_at: context.now,
  })
  await recordAct(context, { kind: 'questionnaire', recordId: id, orgId, act })
  return detailOf(context, id)
}

/** @throws Refusal `changed-meanwhile` when somebody saved after the revision that was looked at */
export async function saveDraft(
  context: RequestContext,
  { params, body }: OperationInput<typeof saveQuestionnaireDraft>,
): Promise<{ revision: number }> {
  const row = await lockOwn(context, params.id, body.revision)
  const published = await findVersion(context.tx, row.id, undefined)
  requireSameIdentity(row, published !== undefined, body.settings)
  const revision = row.revision + 1
  await updateQuestionnaire(context.tx, row.id, {
    draft: body.form,
    revision,
    changed_at: context.now,
    ...columnsOf(body.settings),
    ...(published ? {} : { title: body.form.title }),
  })
  await recordAct(context, {
    kind: 'questionnaire',
    recordId: row.id,
    orgId: row.org_id,
    act: 'save-draft',
    refs: { revision },
  })
  return { revision }
}

/** @throws Refusal `form-incomplete` with what is to be put right */
export async function publish(
  context: RequestContext,
  { params, body }: OperationInput<typeof publishQuestionnaire>,
): Promise<QuestionnaireDetail> {
  const { tx, now, actor } = context
  const row = await lockOwn(context, params.id, body.revision)
  const faults = formFaults(row.draft)
  if (faults.length > 0)
    throw new Refusal('form-incomplete', {
      faults: faults.map(({ name, message }) => ({ path: ['form', name], message })),
    })
  const version = ((await findVersion(tx, row.id, undefined))?.version ?? 0) + 1
  await insertVersion(tx, {
    id: newId(),
    org_id: row.org_id,
    questionnaire_id: row.id,
    version,
    form: row.draft,
    note: body.note,
    published_by: actor.accountId ?? null,
    published_at: now,
  })
  if (body.closeEarlier) await closeVersionsBefore(tx, row.id, version, now)
  await updateQuestionnaire(tx, row.id, { title: row.draft.title, changed_at: now })
  const refs = { version, closeEarlier: body.closeEarlier }
  await recordAct(context, { kind: 'questionnaire', recordId: row.id, orgId: row.org_id, act: 'publish', refs })
  return detailOf(context, row.id)
}

export async function close(
  context: RequestContext,
  { params, body }: OperationInput<typeof closeQuestionnaire>,
): Promise<QuestionnaireDetail> {
  const row = await lockOwn(context, params.id)
  if ((row.closed_at !== null) !== body.closed) {
    await updateQuestionnaire(context.tx, row.id, {
      closed_at: body.closed ? context.now : null,
      changed_at: context.now,
    })
    const act = body.closed ? 'close' : 'open-again'
    await recordAct(context, { kind: 'questionnaire', recordId: row.id, orgId: row.org_id, act })
  }
  return detailOf(context, row.id)
}

async function lockOwn(context: RequestContext, id: string, revision?: number): Promise<QuestionnaireRow> {
  const row = await lockQuestionnaire(context.tx, id)
  if (!row) throw new Refusal('not-found')
  context.mayOn({ orgId: row.org_id })
  if (revision !== undefined && row.revision !== revision) throw new Refusal('changed-meanwhile')
  return row
}

/** What people were told when they answered stays so. */
function requireSameIdentity(row: QuestionnaireRow, published: boolean, settings: QuestionnaireSettings): void {
  if (published && row.identity !== settings.identity)
    throw new Refusal('bad-request', {
      faults: [{ path: ['settings', 'identity'], message: '问卷已发布，不能再改记名或不记名；需要的话请另建一份' }],
    })
}

function columnsOf({ identity, oncePerPerson, keepDays }: QuestionnaireSettings) {
  return { identity, once_per_person: oncePerPerson, keep_days: keepDays }
}
