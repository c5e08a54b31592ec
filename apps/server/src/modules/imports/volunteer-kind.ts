import {
  findListed,
  type NamedTeam,
  placeInTeams,
  registerVolunteers,
  teamsWithin,
  withdrawVolunteers,
} from '#modules/teams/teams.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import type { CellFaultCode, CellNoteCode } from '#platform/spreadsheets/cells/cell-reading.ts'
import { readDay } from '#platform/spreadsheets/cells/read-birthday.ts'
import { readName } from '#platform/spreadsheets/cells/read-name.ts'
import { readPhone } from '#platform/spreadsheets/cells/read-phone.ts'
import { textReader } from '#platform/spreadsheets/cells/read-text.ts'
import type { ImportKind, ReadyRow } from './import-kind.ts'
import { maskDigits } from './mask-digits.ts'
import { tableField } from './table-field.ts'

type VolunteerRow = {
  readonly name?: string
  readonly phone?: string
  readonly teams?: string
  readonly joinedOn?: string
  readonly unifiedNumber?: string
}

/** Volunteers of a unit, with the teams they are in. Minors are registered one by one: a guardian is asked for each. */
export const VOLUNTEERS: ImportKind = {
  name: 'volunteers',
  label: '志愿者',
  capability: 'volunteer.change',
  fields: [
    tableField('name', '姓名', '志愿者姓名 志愿者 队员姓名 队员 人员姓名 名字 name', readName, true),
    tableField('phone', '电话', '联系电话 手机 手机号 手机号码 电话号码 联系方式 移动电话 phone', readPhone),
    tableField('teams', '所在队伍', '队伍 服务队 所属队伍 队名 队伍名称 志愿服务队', textReader(200)),
    tableField('joinedOn', '加入日期', '注册日期 注册时间 加入时间 入队日期 入队时间', readDay),
    tableField('unifiedNumber', '统一编号', '志愿者编号 注册编号 注册号 志愿者号', textReader(30)),
  ],
  masked: { phone: maskDigits },
  identity: { field: 'phone', of: ({ values }) => identityOf(values as VolunteerRow) },
  findKnown,
  apply,
  withdraw: withdrawVolunteers,
}

async function findKnown(context: FlowContext, orgId: string, rows: readonly ReadyRow[]) {
  const found = await findListed(
    context,
    orgId,
    rows.map(({ values }) => personOf(values as VolunteerRow)),
  )
  const teams = await teamsWithin(context, orgId)
  const known = new Set<number>()
  const maybe = new Map<number, { field: string; code: CellNoteCode }>()
  const faults = new Map<number, { field: string; code: CellFaultCode }>()
  rows.forEach(({ number, values }, place) => {
    if (found[place] === 'listed') known.add(number)
    else if (namesIn(values as VolunteerRow).some((name) => !teams.has(name)))
      faults.set(number, { field: 'teams', code: 'team-unknown' })
    else if (found[place] === 'known') maybe.set(number, { field: 'name', code: 'maybe-known' })
  })
  return { known, maybe, faults }
}

async function apply(context: FlowContext, orgId: string, rows: readonly ReadyRow[]): Promise<string[]> {
  const read = rows.map(({ values }) => values as VolunteerRow)
  const registered = await registerVolunteers(
    context,
    orgId,
    read.map((row) => ({
      ...personOf(row),
      ...(row.joinedOn ? { joinedOn: row.joinedOn } : {}),
      ...(row.unifiedNumber ? { unifiedNumber: row.unifiedNumber } : {}),
    })),
  )
  const teams = await teamsWithin(context, orgId)
  const wishes = registered.flatMap((volunteer, place) =>
    teamsOf(read[place] ?? {}, teams).map((team) => ({ volunteer, team })),
  )
  await placeInTeams(context, orgId, wishes)
  return registered.map((one) => one.volunteerId)
}

function personOf(row: VolunteerRow): { name: string; contact: string } {
  return { name: row.name ?? '', contact: row.phone ?? '' }
}

function identityOf(row: VolunteerRow): string | undefined {
  return row.phone ? `${row.name} ${row.phone}` : undefined
}

/** A cell names one team, or several with a mark between. */
function namesIn(row: VolunteerRow): string[] {
  const names = (row.teams ?? '').split(/[、，,；;/]|\s{1,}/).map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}

function teamsOf(row: VolunteerRow, teams: ReadonlyMap<string, NamedTeam>): NamedTeam[] {
  return namesIn(row).flatMap((name) => teams.get(name) ?? [])
}
