import { type ReleaseState, statisticReleaseFlow } from '@yimi/contract/statistic.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { Refusal } from '#platform/fault.ts'
import type { FlowContext, FlowRules } from '#platform/flow/flow-rules.ts'
import {
  findWorked,
  freezeMonth,
  lockReleases,
  lockSeries,
  publishedNearby,
  publishedOf,
  type ReleaseRow,
  setRelease,
} from './release-queries.ts'

export const releaseRules: FlowRules<ReleaseRow, ReleaseState, keyof typeof statisticReleaseFlow.moves> = {
  plan: statisticReleaseFlow,
  lock: lockReleases,
  guards: {
    /** It holds for what was out when it was worked out. */
    publish: async ({ context, row }) => {
      await lockSeries(context.tx, row.series)
      await refuseNearby(context, row.org_id, row.series)
      const after = (await findWorked(context.tx, [row.id])).get(row.id)?.after
      if ((await publishedOf(context.tx, row.org_id, row.series)).length !== after) throw new Refusal('release-stale')
    },
  },
  effects: {
    publish: async ({ context, row }) => {
      const worked = (await findWorked(context.tx, [row.id])).get(row.id)?.worked
      for (const month of worked?.months ?? [])
        await freezeMonth(context.tx, {
          org_id: row.org_id,
          series: row.series,
          month,
          counts: (worked?.counts ?? []).filter((one) => one.month === month),
        })
      await setRelease(context.tx, row.id, { published_at: context.now })
    },
  },
}

/** @throws Refusal `release-elsewhere` naming the unit that publishes the same people's numbers */
export async function refuseNearby({ tx }: Pick<FlowContext, 'tx'>, orgId: string, series: string): Promise<void> {
  const nearby = await publishedNearby(tx, orgId, series)
  if (!nearby) return
  const name = (await orgNames(tx, [nearby])).get(nearby) ?? ''
  throw new Refusal('release-elsewhere', {
    detail: `${name}已经发布这项统计，两家的数相减会推出小数，请由同一个单位发布。`,
  })
}
