import type { Incident, listIncidents, moveIncident } from '@yimi/contract/incident.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { type DataKey, dataKeysById } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { availableMoves, move } from '#platform/flow/move.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { findIncident, type IncidentRow, incidentsPage, notesOf } from './incident-queries.ts'
import { contactContext, incidentRules, wordsContext } from './incident-rules.ts'

export async function listHandled(
  context: RequestContext,
  query: RouteQuery<typeof listIncidents>,
): Promise<RouteAnswer<typeof listIncidents>> {
  const orgIds = [...(context.scope?.orgs ?? [])]
  const page = await incidentsPage(context.tx, { ...query, state: query.state, orgIds })
  return { items: await answersOf(context, page.rows), total: page.total }
}

export async function handle(
  context: RequestContext,
  { params, body }: OperationInput<typeof moveIncident>,
): Promise<Incident> {
  const incident = await findIncident(context.tx, params.id)
  if (!incident) throw new Refusal('not-found')
  context.mayOn({ orgId: incident.org_id })
  await move(context, incidentRules, {
    recordId: incident.id,
    orgId: incident.org_id,
    move: body.move,
    needs: { words: body.words },
    ...(body.words === '' ? {} : { detail: { words: body.words } }),
  })
  const row = await findIncident(context.tx, incident.id)
  const [answer] = row ? await answersOf(context, [row]) : []
  if (!answer) throw new ProgramFault('an incident that was just handled is not there')
  return answer
}

async function answersOf(context: RequestContext, rows: readonly IncidentRow[]): Promise<Incident[]> {
  const { tx, keyring, actor, today } = context
  const events = await notesOf(
    tx,
    rows.map((row) => row.id),
  )
  const [names, keys, accounts] = [
    await orgNames(
      tx,
      rows.flatMap((row) => [row.org_id, ...(row.about_org_id ? [row.about_org_id] : [])]),
      today,
    ),
    await dataKeysById(
      tx,
      keyring,
      rows.map((row) => row.key_id),
    ),
    await accountNames(
      tx,
      [...rows.map((row) => row.answerable_id), ...events.map((one) => one.actor_id)].filter((id) => id !== null),
    ),
  ]
  const notes = Map.groupBy(events, (event) => event.record_id)
  return rows.map((row) => {
    const key = keys.get(row.key_id)
    const opened = (sealed: Buffer | null, place: string) => (sealed && key ? key.open(sealed, place) : '')
    return {
      id: row.id,
      number: row.number,
      aboutOrgName: row.about_org_id ? (names.get(row.about_org_id) ?? null) : null,
      handlerOrgName: names.get(row.org_id) ?? '',
      kind: row.kind,
      state: row.state,
      words: opened(row.words_enc, wordsContext(row.id)),
      contact: opened(row.contact_enc, contactContext(row.id)),
      answerable: accounts.get(row.answerable_id ?? '') ?? '',
      reportedAt: row.reported_at.toISOString(),
      dueAt: row.due_at?.toISOString() ?? null,
      escalations: row.escalations,
      notes: (notes.get(row.id) ?? [])
        .filter((one) => one.move !== 'create')
        .map((one) => ({
          at: one.at.toISOString(),
          by: accounts.get(one.actor_id ?? '') ?? '',
          move: one.move,
          words: wordsOf(key, row.id, one.detail),
        })),
      availableMoves: availableMoves(incidentRules, row, actor),
    }
  })
}

function wordsOf(key: DataKey | undefined, id: string, sealed: Buffer | null): string {
  const detail: unknown = key && sealed ? JSON.parse(key.open(sealed, `event ${id}`)) : {}
  return typeof detail === 'object' && detail && 'words' in detail ? String(detail.words) : ''
}
