import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import { findAudienceShares, sumAudience } from './audience-figure-queries.ts'

/** Three kinds of audience, each with its own unit; no figure adds one to another. */
export const audienceFigures: readonly FigureDefinition[] = [
  audienceFigure('own-page', {
    name: 'viewers-own-page',
    label: '本站观看人数',
    unit: '人',
    definition:
      '在本站直播页面打开画面的浏览器，一场里同一浏览器计一人；各场分别计，不跨场辨认，同一人看两场计两人。不含外部平台。',
  }),
  audienceFigure('views', {
    name: 'views-reported',
    label: '平台报送观看人次',
    unit: '人次',
    definition: '各平台自己报送、由工作人员凭截图等凭证录入的观看人次，更正过的以最后一次为准；未报送的平台不计。',
  }),
  audienceFigure('on-site', {
    name: 'on-site',
    label: '现场观众',
    unit: '人次',
    definition: '到直播现场的观众，由现场工作人员清点录入，更正过的以最后一次为准；同一人到场两次计两人次。',
  }),
]

function audienceFigure(
  kind: Parameters<typeof sumAudience>[1],
  words: Pick<FigureDefinition, 'name' | 'label' | 'unit' | 'definition'>,
): FigureDefinition {
  return defineFigure({
    ...words,
    dated: true,
    sums: true,
    value: (tx, scope) => sumAudience(tx, kind, scope),
    async records(tx, scope) {
      const { rows, total } = await findAudienceShares(tx, kind, scope)
      return {
        items: rows.map((row) => ({
          id: row.id,
          label: [row.title || '未命名', row.channel].filter(Boolean).join(' · '),
          on: row.on?.toISOString() ?? null,
          link: `/broadcasts/${row.broadcast_id}/audience`,
          amount: row.amount,
        })),
        total,
      }
    },
  })
}
