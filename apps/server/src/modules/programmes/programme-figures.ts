import type { FigureValue } from '@yimi/contract/figure.ts'
import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import type { Tx } from '#platform/database/database.ts'
import { countProgrammesOf, findProgrammesOf, linkedBroadcasts } from './programme-queries.ts'
import type { BroadcastReader, ReportedBroadcast } from './reported-broadcast.ts'

const AIRED: readonly string[] = ['on-air', 'ended', 'archived']

const REPORTED = {
  name: 'programme-broadcasts',
  label: '品牌直播',
  unit: '场',
  definition: '归在品牌项目名下、已经播出的直播，每场计一次。',
} as const

export function programmeFigures(broadcasts: BroadcastReader): readonly FigureDefinition[] {
  const aired = async (tx: Tx, orgs: readonly string[]) =>
    (await airedUnder(tx, broadcasts)).filter((one) => orgs.includes(one.orgId))
  return [
    defineFigure({
      name: 'programmes',
      label: '品牌项目',
      unit: '个',
      definition: '本单位及下级单位正在开展的品牌项目。',
      dated: false,
      value: (tx, { orgs }) => countProgrammesOf(tx, orgs),
      async records(tx, scope) {
        const rows = await findProgrammesOf(tx, scope)
        return {
          items: rows.map((row) => ({ id: row.id, label: row.name, on: null, link: `/programmes/${row.id}` })),
          total: await countProgrammesOf(tx, scope.orgs),
        }
      },
    }),
    defineFigure({
      ...REPORTED,
      dated: false,
      value: async (tx, { orgs }) => (await aired(tx, orgs)).length,
      async records(tx, { orgs, offset, limit }) {
        const all = await aired(tx, orgs)
        return {
          items: all.slice(offset, offset + limit).map((one) => ({
            id: one.id,
            label: one.title || '未命名',
            on: one.startsAt?.toISOString() ?? null,
            link: `/broadcasts/${one.id}`,
          })),
          total: all.length,
        }
      },
    }),
  ]
}

/** The same figure, of one programme and of what the transaction sees of it. */
export async function figuresOf(
  tx: Tx,
  broadcasts: BroadcastReader,
  given: { programmeId: string; now: Date },
): Promise<FigureValue[]> {
  const value = (await airedUnder(tx, broadcasts, given.programmeId)).length
  return [{ ...REPORTED, scope: null, from: null, until: null, asOf: given.now.toISOString(), value }]
}

async function airedUnder(tx: Tx, broadcasts: BroadcastReader, programmeId?: string): Promise<ReportedBroadcast[]> {
  const found = await broadcasts(tx, await linkedBroadcasts(tx, programmeId))
  return found.filter((one) => AIRED.includes(one.state))
}
