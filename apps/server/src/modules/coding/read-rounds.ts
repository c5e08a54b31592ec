import type { CodingItem, CodingPart, CodingRound, listCodingItems, listCodingRounds } from '@yimi/contract/coding.ts'
import type { RouteAnswer, RouteParams, RouteQuery } from '@yimi/contract/route.ts'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { agreementOf } from './agreement.ts'
import { textsCalled } from './codable-texts.ts'
import { framesOf } from './code-frames.ts'
import { findFrames, findRound, type ItemRow, itemsOf, type RoundRow, roundsPage } from './coding-queries.ts'

export async function list(
  context: RequestContext,
  query: RouteQuery<typeof listCodingRounds>,
): Promise<RouteAnswer<typeof listCodingRounds>> {
  const { rows, total } = await roundsPage(context.tx, [...(context.scope?.orgs ?? [])], query)
  return { items: await roundsOf(context, rows), total }
}

export async function readOne(context: RequestContext, id: string): Promise<CodingRound> {
  const row = await roundById(context, id)
  context.mayOn({ orgId: row.org_id })
  return roundOf(context, row)
}

/** @throws Refusal `not-found` */
export async function roundById(
  context: Pick<RequestContext, 'tx'>,
  id: string,
  how: { lock?: boolean } = {},
): Promise<RoundRow> {
  const row = await findRound(context.tx, id, how)
  if (!row) throw new Refusal('not-found')
  return row
}

export async function itemsFor(
  context: RequestContext,
  { params, query }: { params: RouteParams<typeof listCodingItems>; query: RouteQuery<typeof listCodingItems> },
): Promise<RouteAnswer<typeof listCodingItems>> {
  const round = await roundById(context, params.id)
  context.mayOn({ orgId: round.org_id })
  const all = await itemsOf(context.tx, [round.id])
  if (!partsOf(round, all, context.actor.accountId).includes(query.part)) throw new Refusal('another-must-decide')
  const inPart = all.filter((item) => isIn(item, query.part))
  const shown = inPart.slice(query.offset, query.offset + query.limit)
  const texts = await textsCalled(context, round.source)
  if (texts?.mayRead && !texts.mayRead(context, round.org_id)) throw new Refusal('no-right')
  const words = await texts?.words(
    context,
    shown.map((item) => item.text_id),
  )
  return { items: shown.map((item) => itemOf(item, query.part, words?.get(item.text_id) ?? '')), total: inPart.length }
}

export function isIn(item: ItemRow, part: CodingPart): boolean {
  return part === 'first' || (part === 'second' ? item.second : isDiffering(item))
}

/** The second is blind: while he codes, neither sees what the other saw. What differs is opened when he is through. */
export function partsOf(
  round: RoundRow,
  items: readonly ItemRow[],
  accountId: string | undefined,
): CodingRound['parts'] {
  const isFirst = round.first_coder === accountId
  const through = items.every((item) => !item.second || (item.second_code !== null && item.first_code !== null))
  if (through) {
    const parts: CodingRound['parts'] = isFirst && items.some((item) => item.first_code === null) ? ['first'] : []
    return isFirst || round.second_coder === accountId ? [...parts, 'differing'] : parts
  }
  if (isFirst) return ['first']
  return round.second_coder === null || round.second_coder === accountId ? ['second'] : []
}

export async function roundOf(context: RequestContext, row: RoundRow): Promise<CodingRound> {
  const [round] = await roundsOf(context, [row])
  if (!round) throw new ProgramFault('a coding round that was just read is not there')
  return round
}

async function roundsOf(context: RequestContext, rows: readonly RoundRow[]): Promise<CodingRound[]> {
  const frameRows = [
    ...(
      await findFrames(
        context.tx,
        rows.map((row) => row.frame_version_id),
      )
    ).values(),
  ]
  const frames = new Map((await framesOf(context, frameRows)).map((frame) => [frame.id, frame]))
  const orgs = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
  )
  const accounts = await accountNames(
    context.tx,
    rows.flatMap((row) => [row.first_coder, ...(row.second_coder ? [row.second_coder] : [])]),
  )
  const ids = rows.map((row) => row.id)
  const items = Map.groupBy(ids.length > 0 ? await itemsOf(context.tx, ids) : [], (item) => item.round_id)
  const labels = await labelsOf(context, rows)
  return rows.map((row) => {
    const mine = items.get(row.id) ?? []
    const frame = frames.get(row.frame_version_id)
    if (!frame) throw new ProgramFault('a coding round has no frame')
    const pairs = mine.flatMap((one) =>
      one.first_code !== null && one.second_code !== null ? [[one.first_code, one.second_code] as const] : [],
    )
    const parts = partsOf(row, mine, context.actor.accountId)
    return {
      id: row.id,
      orgId: row.org_id,
      orgName: orgs.get(row.org_id) ?? '',
      frame,
      source: row.source,
      sourceLabel: labels.get(row.source) ?? row.source,
      from: row.from_day,
      until: row.until_day,
      share: row.share,
      total: mine.length,
      firstDone: mine.filter((one) => one.first_code !== null).length,
      secondTotal: mine.filter((one) => one.second).length,
      secondDone: mine.filter((one) => one.second_code !== null).length,
      differing: mine.filter(isDiffering).length,
      settled: mine.filter((one) => one.settled_code !== null).length,
      firstCoder: accounts.get(row.first_coder) ?? '',
      secondCoder: accounts.get(row.second_coder ?? '') ?? '',
      parts,
      agreement: agreementOf(pairs),
      // While the second codes, how often the first gave a code would be a hint.
      counts: parts.includes('second') ? [] : frame.codes.map((one) => ({ ...one, count: countOf(mine, one.code) })),
      madeAt: row.made_at.toISOString(),
    }
  })
}

async function labelsOf(context: RequestContext, rows: readonly RoundRow[]): Promise<Map<string, string>> {
  const labels = new Map<string, string>()
  for (const source of new Set(rows.map((row) => row.source))) {
    const texts = await textsCalled(context, source)
    if (texts) labels.set(source, texts.label)
  }
  return labels
}

function isDiffering(item: ItemRow): boolean {
  return item.first_code !== null && item.second_code !== null && item.first_code !== item.second_code
}

function countOf(items: readonly ItemRow[], code: string): number {
  return items.filter((item) => (item.settled_code ?? item.first_code) === code).length
}

function itemOf(item: ItemRow, part: CodingPart, words: string): CodingItem {
  const own = { first: item.first_code, second: item.second_code, differing: item.settled_code }
  const { first_code: first, second_code: second } = item
  return {
    id: item.id,
    position: item.position,
    words,
    code: own[part],
    differing: part === 'differing' && first !== null && second !== null ? { first, second } : null,
  }
}
