import type { BroadcastState } from '@yimi/contract/broadcast.ts'
import { BROADCAST_STATE_LABELS, GATE_LABELS } from '@yimi/contract/labels.ts'
import { Gate } from '@yimi/contract/work-rules.ts'
import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import { countGuests, findGuests } from './guest-queries.ts'
import { countBroadcasts, countOpenGates, findBroadcastsIn, findOpenGates } from './studio-figure-queries.ts'

const COUNTED_STATES: readonly BroadcastState[] = [
  'draft',
  'in-review',
  'returned',
  'cleared',
  'on-air',
  'ended',
  'archived',
  'rejected',
  'cancelled',
]

/** What the studio counts: `broadcasts-<state>`, `gates-waiting`, `guests-in-pool`. */
export const studioFigures: readonly FigureDefinition[] = [
  ...COUNTED_STATES.map(broadcastsFigure),
  defineFigure({
    name: 'gates-waiting',
    label: '待审核的关口',
    unit: '道',
    definition: '审核中的直播里还没有审核的关口，一场直播最多计五道。',
    dated: false,
    value: countOpenGates,
    async records(tx, scope) {
      const rows = await findOpenGates(tx, scope)
      return {
        items: rows.map((row) => ({
          id: `${row.id}:${row.gate}`,
          label: `${GATE_LABELS[Gate.parse(row.gate)].zh} · ${row.title || '未命名'}`,
          on: row.starts_at?.toISOString() ?? null,
          link: `/broadcasts/${row.id}`,
        })),
        total: await countOpenGates(tx, scope),
      }
    },
  }),
  defineFigure({
    name: 'guests-in-pool',
    label: '嘉宾库',
    unit: '人',
    definition: '本单位及下级单位嘉宾库里登记的人，同一人在两个单位登记计两人。',
    dated: false,
    value: (tx, { orgs }) => countGuests(tx, orgs),
    async records(tx, scope) {
      // By trade, not by name: a list of names is the pool's own page, where opening them is a right of its own.
      const rows = await findGuests(tx, scope.orgs, scope)
      return {
        items: rows.map((row) => ({ id: row.id, label: row.trade || '—', on: null, link: '/guests' })),
        total: await countGuests(tx, scope.orgs),
      }
    },
  }),
]

function broadcastsFigure(state: BroadcastState): FigureDefinition {
  const label = BROADCAST_STATE_LABELS[state].zh
  return defineFigure({
    name: `broadcasts-${state}`,
    label: `直播：${label}`,
    unit: '场',
    definition: `现在处于“${label}”状态的直播；给定日期时，只计在这些日子开始的。`,
    dated: true,
    value: (tx, scope) => countBroadcasts(tx, state, scope),
    async records(tx, scope) {
      const rows = await findBroadcastsIn(tx, state, scope)
      return {
        items: rows.map((row) => ({
          id: row.id,
          label: row.title || '未命名',
          on: row.starts_at?.toISOString() ?? null,
          link: `/broadcasts/${row.id}`,
        })),
        total: await countBroadcasts(tx, state, scope),
      }
    },
  })
}
