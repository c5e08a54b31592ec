import { setUpTeams, teamKindsByLabel, teamNamesIn, withdrawTeams } from '#modules/teams/teams.ts'
import { ProgramFault } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { CellFaultCode } from '#platform/spreadsheets/cells/cell-reading.ts'
import { textReader } from '#platform/spreadsheets/cells/read-text.ts'
import type { ImportKind, ReadyRow } from './import-kind.ts'
import { tableField } from './table-field.ts'

type TeamRow = { readonly name?: string; readonly kind?: string; readonly purpose?: string }

/** Teams of a unit; who is in them comes with the list of volunteers. */
export const TEAMS: ImportKind = {
  name: 'teams',
  label: '队伍',
  capability: 'team.change',
  fields: [
    tableField('name', '队名', '队伍 队伍名称 名称 服务队 服务队名称 志愿服务队 team', textReader(40), true),
    tableField('kind', '类别', '队伍类别 类型 队伍类型 种类', textReader(40), true),
    tableField('purpose', '做什么', '服务内容 职责 工作内容 主要任务 简介 说明', textReader(300)),
  ],
  masked: {},
  identity: { field: 'name', of: ({ values }) => (values as TeamRow).name },
  findKnown,
  apply,
  withdraw: withdrawTeams,
}

async function findKnown(context: FlowContext, orgId: string, rows: readonly ReadyRow[]) {
  const kinds = await teamKindsByLabel(context)
  const names = await teamNamesIn(context, orgId)
  const known = new Set<number>()
  const faults = new Map<number, { field: string; code: CellFaultCode }>()
  for (const { number, values } of rows) {
    const { name = '', kind = '' } = values as TeamRow
    if (names.has(name)) known.add(number)
    else if (!kinds.has(kind)) faults.set(number, { field: 'kind', code: 'team-kind-unknown' })
  }
  return { known, maybe: new Map<number, never>(), faults }
}

async function apply(context: FlowContext, orgId: string, rows: readonly ReadyRow[]): Promise<string[]> {
  const kinds = await teamKindsByLabel(context)
  return setUpTeams(
    context,
    orgId,
    rows.map(({ values }) => {
      const { name = '', kind = '', purpose = '' } = values as TeamRow
      const code = kinds.get(kind)
      if (!code) throw new ProgramFault('a row with an unknown kind came through the check')
      return { name, kind: code, purpose }
    }),
  )
}
