import type { listPersonActs, PersonAct } from '@yimi/contract/person.ts'
import { dataKeysById } from '#platform/crypto/data-keys.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { aliasIds } from './consent-queries.ts'
import { type AccountNames, getResident, type Reading } from './read-residents.ts'
import { actsOf } from './resident-queries.ts'

/** What holds words that only a reveal shows: in the history they stay masked. */
const MASKED_FIELDS: ReadonlySet<string> = new Set(['idNumber', 'contact', 'address'])

export async function history(
  context: RequestContext,
  accounts: AccountNames,
  { params, query }: OperationInput<typeof listPersonActs>,
): Promise<{ items: PersonAct[]; total: number }> {
  const row = await getResident(context, params.id)
  context.mayOn({ orgId: row.org_id })
  return readActs(context, accounts, params.id, query, 'masked')
}

/** The acts on a person's record, newest first; `in-clear` for the person alone. */
export async function readActs(
  context: Reading,
  accounts: AccountNames,
  personId: string,
  page: { offset: number; limit: number },
  how: 'masked' | 'in-clear',
): Promise<{ items: PersonAct[]; total: number }> {
  const { rows, total } = await actsOf(context.tx, await aliasIds(context.tx, personId), page)
  const names = await accounts(
    context.tx,
    rows.flatMap((row) => row.actor_id ?? []),
  )
  const keys = await dataKeysById(
    context.tx,
    context.keyring,
    rows.flatMap((row) => row.key_id ?? []),
  )
  const items = rows.map((row) => {
    const key = row.key_id ? keys.get(row.key_id) : undefined
    const words: unknown = row.detail && key ? JSON.parse(key.open(row.detail, `event ${row.record_id}`)) : {}
    const detail = { ...(row.refs as Record<string, unknown>), ...(words as Record<string, unknown>) }
    return {
      id: row.id,
      at: row.at.toISOString(),
      actor: (row.actor_id && names.get(row.actor_id)) || '',
      role: row.actor_role,
      act: row.move,
      detail: how === 'masked' ? masked(detail) : detail,
    }
  })
  return { items, total }
}

function masked(detail: Record<string, unknown>): Record<string, unknown> {
  const hide = (values: unknown) =>
    Object.fromEntries(
      Object.entries((values ?? {}) as Record<string, unknown>).map(([field, value]) => [
        field,
        MASKED_FIELDS.has(field) && value !== '' ? '***' : value,
      ]),
    )
  return {
    ...detail,
    ...('before' in detail ? { before: hide(detail.before) } : {}),
    ...('after' in detail ? { after: hide(detail.after) } : {}),
  }
}
