import {
  divideFigure,
  type FigureDivision,
  type FigurePart,
  type FigureValue,
  listFigures,
  openFigure,
} from '@yimi/contract/figure.ts'
import type { RouteAnswer, RouteQuery } from '@yimi/contract/route.ts'
import { scopeOf } from '#platform/access/authorise.ts'
import type { Tx } from '#platform/database/database.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import { idsBelow } from './figures-queries.ts'

/** What a figure counts over: the caller's area, and days of Asia/Shanghai, both included. */
export type FigureScope = {
  readonly orgs: readonly string[]
  readonly from?: string | undefined
  readonly until?: string | undefined
}
export type FigureRecord = RouteAnswer<typeof openFigure>['items'][number]

/**
 * A named count. The module that owns the records defines it; `value` and the total of `records` must be the same number.
 * Of a figure that `sums`, each record carries its `amount`, and these add up to `value`.
 */
export type FigureDefinition = {
  readonly name: string
  readonly label: string
  readonly unit: string
  /** What is counted and what is not, in a sentence. */
  readonly definition: string
  /** Whether days narrow it. A figure of how things stand now has no period. */
  readonly dated: boolean
  readonly sums?: boolean
  /** Exact counts of what may be few people: told only to those who may open what was counted. */
  readonly guarded?: boolean
  readonly value: (tx: Tx, scope: FigureScope) => Promise<number>
  readonly records: (
    tx: Tx,
    scope: FigureScope & { offset: number; limit: number },
  ) => Promise<{ items: FigureRecord[]; total: number }>
  /** The ways in which it can be divided; the parts, largest first. */
  readonly parts?: Partial<Record<FigureDivision, (tx: Tx, scope: FigureScope) => Promise<FigurePart[]>>>
}

export function defineFigure(figure: FigureDefinition): FigureDefinition {
  return figure
}

/** The registered figures: listed with their values, and opened to the records they counted. */
export function figureOperations(figures: readonly FigureDefinition[]): Operation[] {
  refuseSameNames(figures)
  return [
    implement(listFigures, async (context, { query }) => {
      const names = query.names?.split(',')
      const wanted = names ? figures.filter((figure) => names.includes(figure.name)) : figures
      return { items: await readFigures(context, wanted, query) }
    }),
    implement(divideFigure, async (context, { params, query }) => {
      const figure = figures.find((one) => one.name === params.name)
      const divide = figure?.parts?.[query.by]
      if (!figure || !divide) throw new Refusal('not-found')
      const scope = await idsInScope(context, query)
      if (figure.guarded && !mayOpen(context.actor, scope)) throw new Refusal('no-right')
      const value = await figure.value(context.tx, scope)
      return { figure: answerOf(context, figure, query, value), parts: await divide(context.tx, scope) }
    }),
    implement(openFigure, async (context, { params, query }) => {
      const figure = figures.find((one) => one.name === params.name)
      if (!figure) throw new Refusal('not-found')
      const scope = await idsInScope(context, query)
      const opened = await figure.records(context.tx, { ...scope, offset: query.offset, limit: query.limit })
      const value = figure.sums ? await figure.value(context.tx, scope) : opened.total
      return { figure: answerOf(context, figure, query, value), ...opened }
    }),
  ]
}

/** Values in the caller's area, or in the part of it that `orgId` names. */
export async function readFigures(
  context: Pick<RequestContext, 'tx' | 'scope' | 'actor' | 'now' | 'today'>,
  figures: readonly FigureDefinition[],
  query: RouteQuery<typeof listFigures> = {},
): Promise<FigureValue[]> {
  const scope = await idsInScope(context, query)
  const values: FigureValue[] = []
  for (const figure of figures.filter((one) => !one.guarded || mayOpen(context.actor, scope)))
    values.push(answerOf(context, figure, query, await figure.value(context.tx, scope)))
  return values
}

/** Which units a question is about. Without a capability (a page for whoever is signed in) the area of the caller's roles. */
export async function idsInScope(
  context: Pick<RequestContext, 'tx' | 'scope' | 'actor' | 'today'>,
  query: { orgId?: string | undefined; from?: string | undefined; until?: string | undefined },
): Promise<FigureScope> {
  const mine = context.scope && !context.scope.all ? context.scope.orgs : new Set(context.actor.orgs)
  if (!query.orgId) return { ...query, orgs: [...mine] }
  const below = await idsBelow(context.tx, query.orgId, context.today)
  return { ...query, orgs: below.filter((id) => mine.has(id)) }
}

function mayOpen(actor: RequestContext['actor'], { orgs }: FigureScope): boolean {
  const { all, orgs: open } = scopeOf(actor, 'figure.open')
  return all || orgs.every((id) => open.has(id))
}

function answerOf(
  context: Pick<RequestContext, 'now'>,
  figure: FigureDefinition,
  query: { orgId?: string | undefined; from?: string | undefined; until?: string | undefined },
  value: number,
): FigureValue {
  const { name, label, unit, definition } = figure
  return {
    name,
    label,
    unit,
    definition,
    scope: query.orgId ?? null,
    from: (figure.dated && query.from) || null,
    until: (figure.dated && query.until) || null,
    asOf: context.now.toISOString(),
    value,
  }
}

function refuseSameNames(figures: readonly FigureDefinition[]): void {
  const names = figures.map((figure) => figure.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new ProgramFault(`two figures are called ${twice}`)
}
