import { takenTeams, takenVolunteers } from '#modules/teams/teams.ts'
import type { TakenList } from './define-list.ts'

const LINES_AT_ONCE = 200
const STATES = { active: '在册', paused: '暂停中', left: '已退出' } as const

/** Volunteers of a unit by number; telephone masked, nothing of what they can or may not do. */
export const VOLUNTEERS_LIST: TakenList = {
  name: 'volunteers',
  label: '志愿者名单',
  capability: 'volunteer.read',
  columns: [
    { heading: '编号', width: 12 },
    { heading: '姓名', width: 12 },
    { heading: '联系电话', width: 16 },
    { heading: '所在队伍', width: 30 },
    { heading: '加入日期', width: 12 },
    { heading: '状态', width: 10 },
  ],
  async *rows(context, orgId, rowsMax) {
    for (let offset = 0; offset < rowsMax; offset += LINES_AT_ONCE) {
      const lines = await takenVolunteers(context, orgId, { offset, limit: LINES_AT_ONCE })
      for (const line of lines)
        yield [line.number, line.name, line.contactMasked, line.teams.join('、'), line.joinedOn, STATES[line.state]]
      if (lines.length < LINES_AT_ONCE) return
    }
  },
}

/** Open teams of a unit with how many are in them; nobody by name. */
export const TEAMS_LIST: TakenList = {
  name: 'teams',
  label: '队伍名单',
  capability: 'team.read',
  columns: [
    { heading: '队名', width: 20 },
    { heading: '类别', width: 16 },
    { heading: '做什么', width: 40 },
    { heading: '成立日期', width: 12 },
    { heading: '队员人数', width: 10 },
  ],
  async *rows(context, orgId, rowsMax) {
    for (let offset = 0; offset < rowsMax; offset += LINES_AT_ONCE) {
      const lines = await takenTeams(context, orgId, { offset, limit: LINES_AT_ONCE })
      for (const line of lines) yield [line.name, line.kindLabel, line.purpose, line.from, String(line.members)]
      if (lines.length < LINES_AT_ONCE) return
    }
  },
}
