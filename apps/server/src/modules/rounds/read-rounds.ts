import type { listRounds, Round, RoundLine } from '@yimi/contract/round.ts'
import type { SheetLine } from '@yimi/contract/round-sheet.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { contentOf } from '#modules/catalogue/catalogue.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { readPeople } from '#modules/people/people.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { availableMoves } from '#platform/flow/move.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { countsOfSheets } from './door-queries.ts'
import { countsOf, findRounds, type RoundRow, roundsPage } from './round-queries.ts'
import { roundRules } from './round-rules.ts'
import { type SheetRow, sheetsOf } from './sheet-queries.ts'
import { walkersOf } from './walker-queries.ts'

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listRounds>,
): Promise<RouteAnswer<typeof listRounds>> {
  const orgIds = [...(context.scope?.orgs ?? [])]
  const page = await roundsPage(context.tx, { ...query, state: query.state, orgIds })
  return { items: await linesOf(context, page.rows), total: page.total }
}

export async function view(context: RequestContext, id: string): Promise<Round> {
  const round = (await findRounds(context.tx, [id])).get(id)
  if (!round) throw new Refusal('not-found')
  context.mayOn({ orgId: round.org_id })
  return answerRound(context, id)
}

/** Whoever calls has asked the owner rule. */
export async function answerRound(context: RequestContext, id: string): Promise<Round> {
  const round = (await findRounds(context.tx, [id])).get(id)
  const [line] = round ? await linesOf(context, [round]) : []
  if (!line) throw new Refusal('not-found')
  const content = round && (await contentOf(context.tx, round.service_version_id))
  const birthdays = content?.triggers.some((trigger) => trigger.on === 'birthday-month') ?? false
  return { ...line, birthdays, sheetList: await sheetLines(context, await sheetsOf(context.tx, id)) }
}

async function linesOf(context: RequestContext, rows: readonly RoundRow[]): Promise<RoundLine[]> {
  const { tx, today, actor } = context
  const units = await orgNames(
    tx,
    rows.map((row) => row.org_id),
    today,
  )
  const counts = await countsOf(
    tx,
    rows.map((row) => row.id),
  )
  const names = new Map<string, string>()
  for (const id of new Set(rows.map((row) => row.service_version_id))) names.set(id, (await contentOf(tx, id)).name)
  return rows.map((row) => {
    const count = counts.get(row.id)
    return {
      id: row.id,
      orgId: row.org_id,
      orgName: units.get(row.org_id) ?? '',
      serviceId: row.service_id,
      serviceName: names.get(row.service_version_id) ?? '',
      name: row.name,
      from: row.from_day,
      until: row.until_day,
      state: row.state,
      sheets: count?.sheets ?? 0,
      sheetsBack: count?.sheets_back ?? 0,
      sheetsToReprint: count?.sheets_to_reprint ?? 0,
      doors: count?.doors ?? 0,
      visited: count?.visited ?? 0,
      given: count?.given ?? 0,
      madeAt: row.made_at.toISOString(),
      availableMoves: availableMoves(roundRules, row, actor),
    }
  })
}

/** Names of walkers are those of volunteers and staff: whoever may see the sheet may see who walks it. */
export async function sheetLines(
  { tx, keyring }: Pick<RequestContext, 'tx' | 'keyring'>,
  sheets: readonly SheetRow[],
): Promise<SheetLine[]> {
  const ids = sheets.map((sheet) => sheet.id)
  const orgs = [...new Set(sheets.map((sheet) => sheet.org_id))]
  return withMoreOrgs(
    tx,
    orgs,
    async () => {
      const counts = await countsOfSheets(tx, ids)
      const walkers = await walkersOf(tx, ids)
      const people = await readPeople(
        tx,
        keyring,
        walkers.map((walker) => walker.person_id),
      )
      return sheets.map((sheet) => ({
        id: sheet.id,
        number: sheet.number,
        position: sheet.position,
        area: sheet.area,
        status: statusOf(
          sheet,
          walkers.some((walker) => walker.sheet_id === sheet.id && walker.accepted_at !== null),
        ),
        doors: counts.get(sheet.id)?.doors ?? 0,
        visited: counts.get(sheet.id)?.visited ?? 0,
        given: counts.get(sheet.id)?.given ?? 0,
        printedAt: sheet.printed_at?.toISOString() ?? null,
        reprintNeeded: sheet.reprint_needed,
        checkedInAt: sheet.checked_in_at?.toISOString() ?? null,
        checkedOutAt: sheet.checked_out_at?.toISOString() ?? null,
        returnedAt: sheet.returned_at?.toISOString() ?? null,
        walkers: walkers
          .filter((walker) => walker.sheet_id === sheet.id)
          .map((walker) => ({
            id: walker.id,
            personId: walker.person_id,
            name: people.get(walker.person_id)?.name ?? '',
            accepted: walker.accepted_at !== null,
          })),
      }))
    },
    { people: true },
  )
}

export function statusOf(sheet: SheetRow, accepted: boolean): SheetLine['status'] {
  if (sheet.returned_at) return 'back'
  if (sheet.checked_out_at) return 'walked'
  if (sheet.checked_in_at ?? sheet.printed_at) return 'out'
  return accepted ? 'accepted' : 'planned'
}
