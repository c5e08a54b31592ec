import type { listNotices, SentNotice, tickCall } from '@yimi/contract/notice.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { covers, scopeOf } from '#platform/access/authorise.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { lockNotice, type NoticeRecord, noticesPage, setNotice } from './notice-queries.ts'
import type { SendServices } from './send-notices.ts'
import { addressFor, toContext, wordsContext } from './tell.ts'

/** After this many calls that nobody answered the task is closed as not done. */
export const CALLS_MAX = 3

export async function listSent(
  context: RequestContext,
  query: RouteQuery<typeof listNotices>,
): Promise<RouteAnswer<typeof listNotices>> {
  const orgIds = [...(context.scope?.orgs ?? [])]
  const page = await noticesPage(context.tx, { ...query, way: query.way, status: query.status, orgIds })
  return { items: await answersOf(context, page.rows), total: page.total, calls: page.calls, failed: page.failed }
}

export async function retry(context: RequestContext, id: string): Promise<SentNotice> {
  const notice = await open(context, id)
  if (!mayRetry(notice)) throw new Refusal('move-not-allowed')
  await setNotice(context.tx, id, { status: 'waiting', fault: null, tries: 0, claimed_at: null, due_at: context.now })
  await recordAct(context, { kind: 'notice', recordId: id, orgId: notice.org_id, act: 'retry' })
  return one(context, id)
}

/** Opens the number for a call that is due; that it was opened, and for which notice, is kept. */
export async function openNumber(
  context: RequestContext,
  services: Pick<SendServices, 'contacts' | 'stopReasons'>,
  id: string,
): Promise<{ number: string }> {
  const notice = await open(context, id)
  if (!mayCall(notice)) throw new Refusal('move-not-allowed')
  await recordAct(context, {
    kind: 'notice',
    recordId: id,
    orgId: notice.org_id,
    act: 'number',
    refs: notice.receiver_id ? { personId: notice.receiver_id } : {},
  })
  const { tx, keyring } = context
  const key = (await dataKeysById(tx, keyring, [notice.key_id])).get(notice.key_id)
  const left = notice.to_enc && key ? key.open(notice.to_enc, toContext(id)) : undefined
  if (left) return { number: left }
  if (!notice.receiver_id || !notice.receiver_org_id) throw new Refusal('not-found')
  await takeScope(tx, { role: 'yimi_app', orgs: [notice.receiver_org_id] })
  // Since the call became due the person may have died or moved away.
  if ((await services.stopReasons(tx, [notice.receiver_id])).size > 0) throw new Refusal('notice-stopped')
  const contacts = (await services.contacts(tx, keyring, [notice.receiver_id])).get(notice.receiver_id)
  return { number: addressFor('phone-call', contacts ?? {}) ?? '' }
}

export async function called(
  context: RequestContext,
  { params, body }: OperationInput<typeof tickCall>,
): Promise<SentNotice> {
  const notice = await open(context, params.id)
  if (!mayCall(notice)) throw new Refusal('move-not-allowed')
  const tries = notice.tries + 1
  if (body.outcome === 'reached')
    await setNotice(context.tx, notice.id, { status: 'sent', fault: null, tries, sent_at: context.now })
  else
    await setNotice(context.tx, notice.id, {
      tries,
      fault: 'no-answer',
      ...(tries >= CALLS_MAX ? { status: 'failed' as const } : {}),
    })
  await recordAct(context, {
    kind: 'notice',
    recordId: notice.id,
    orgId: notice.org_id,
    act: 'call',
    refs: { outcome: body.outcome },
    ...(body.note === '' ? {} : { detail: { note: body.note } }),
  })
  return one(context, notice.id)
}

async function open(context: RequestContext, id: string): Promise<NoticeRecord> {
  const notice = await lockNotice(context.tx, id)
  if (!notice) throw new Refusal('not-found')
  context.mayOn({ orgId: notice.org_id })
  return notice
}

function mayRetry(notice: NoticeRecord): boolean {
  return notice.status === 'failed' && notice.way !== 'in-app'
}

function mayCall(notice: NoticeRecord): boolean {
  return notice.way === 'phone-call' && notice.status === 'waiting' && notice.claimed_at !== null
}

async function one(context: RequestContext, id: string): Promise<SentNotice> {
  const notice = await lockNotice(context.tx, id)
  const [answer] = notice ? await answersOf(context, [notice]) : []
  if (!answer) throw new ProgramFault('a notice that was just handled is not there')
  return answer
}

async function answersOf(context: RequestContext, rows: readonly NoticeRecord[]): Promise<SentNotice[]> {
  const { tx, keyring, actor, today } = context
  const names = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const keys = await dataKeysById(
    tx,
    keyring,
    rows.map((row) => row.key_id),
  )
  const handling = scopeOf(actor, 'notice.handle')
  return rows.map((row) => {
    const opened = keys.get(row.key_id)?.open(row.words_enc, wordsContext(row.id))
    const words = JSON.parse(opened ?? '{}') as { title?: string; body?: string; receiver?: string }
    const handles = covers(handling, actor, { orgId: row.org_id })
    return {
      id: row.id,
      orgId: row.org_id,
      orgName: names.get(row.org_id) ?? '',
      topic: `${row.kind}.${row.move}`,
      receiver: words.receiver ?? '',
      title: words.title ?? '',
      body: words.body ?? '',
      way: row.way,
      to: row.to_masked,
      status: row.status,
      fault: row.fault,
      urgent: row.urgent,
      tries: row.tries,
      madeAt: row.made_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
      readAt: row.read_at?.toISOString() ?? null,
      mayRetry: handles && mayRetry(row),
      mayCall: handles && mayCall(row),
    }
  })
}
