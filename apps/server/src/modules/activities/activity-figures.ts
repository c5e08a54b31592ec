import type { ActivityPart } from '@yimi/contract/activity.ts'
import { defineFigure, type FigureDefinition } from '#modules/figures/figures.ts'
import { listedVolunteers } from '#modules/teams/teams.ts'
import { countAttended, countHeld, countPeople, findAttended, findHeld, findPeople } from './activity-figure-queries.ts'

/** Turns, person-times and people are three units, and are never added. Only what was held counts, and only who came. */
export const activityFigures: readonly FigureDefinition[] = [
  held('shifts-held', '班次', '本单位及下级单位按排班举行了的值守和巡逻，一班计一次。', true),
  held('activities-held', '活动', '本单位及下级单位举行了的活动，排班的班次不算。', false),
  attended('volunteer-attendances', '志愿者到场', '班次和活动中登记到场的志愿者，一人来几次计几人次。', 'volunteer'),
  attended(
    'resident-attendances',
    '居民参加',
    '体检日、理发日等活动中登记到场的居民，一人来几次计几人次。',
    'resident',
  ),
  defineFigure({
    name: 'activity-volunteers',
    label: '到场志愿者',
    unit: '人',
    definition: '班次和活动中登记到场的志愿者，一人来几次也计一人。',
    dated: true,
    value: countPeople,
    async records(tx, scope) {
      const ids = await findPeople(tx, scope)
      const numbers = new Map((await listedVolunteers(tx, { ids })).map((one) => [one.id, one.number]))
      return {
        items: ids.map((id) => ({ id, label: numbers.get(id) ?? '', on: null, link: `/hours/${id}` })),
        total: await countPeople(tx, scope),
      }
    },
  }),
]

function held(name: string, label: string, definition: string, shifts: boolean): FigureDefinition {
  return defineFigure({
    name,
    label,
    unit: '次',
    definition,
    dated: true,
    value: (tx, scope) => countHeld(tx, scope, shifts),
    async records(tx, scope) {
      return { items: (await findHeld(tx, scope, shifts)).map(lineOf), total: await countHeld(tx, scope, shifts) }
    },
  })
}

function attended(name: string, label: string, definition: string, part: ActivityPart): FigureDefinition {
  return defineFigure({
    name,
    label,
    unit: '人次',
    definition,
    dated: true,
    value: (tx, scope) => countAttended(tx, scope, part),
    async records(tx, scope) {
      return { items: (await findAttended(tx, scope, part)).map(lineOf), total: await countAttended(tx, scope, part) }
    },
  })
}

function lineOf(row: { id: string; activity_id: string; title: string; at: Date }) {
  return { id: row.id, label: row.title, on: row.at.toISOString(), link: `/activities/${row.activity_id}` }
}
