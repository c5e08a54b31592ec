import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Printing } from '#platform/printing/printing.ts'
import { spokenMoment } from '#platform/spoken-time.ts'
import { openActivity } from './plan-activities.ts'
import { sheetOf } from './read-sheet.ts'

/** Lines for whoever comes without having signed up. */
const EMPTY_LINES = 6

export async function printSheet(context: RequestContext, printing: Printing, id: string): Promise<PrintedFile> {
  const { activity, lines } = await sheetOf(context, (await openActivity(context, id)).id)
  const unit = (await orgNames(context.tx, [activity.orgId], context.today)).get(activity.orgId) ?? ''
  const sheet = {
    title: activity.title,
    unit,
    time: `${spokenMoment(new Date(activity.from))} 至 ${spokenMoment(new Date(activity.until)).slice(-5)}`,
    place: activity.place,
    leader: activity.leader,
    lines: lines.filter((line) => line.state !== 'waiting').map(({ number, name }) => ({ number, name })),
    emptyLines: EMPTY_LINES,
    note: '只由到场的人签名；本表用完请交回实践站。',
  }
  return printing.print(`签到表 ${activity.title}`, { kind: 'attendance-sheets', sheets: [sheet] }, context.now)
}
