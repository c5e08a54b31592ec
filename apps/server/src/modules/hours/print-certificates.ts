import type { HourCertificate } from '@yimi/contract/hour-certificate.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import type { PrintedCertificate } from '@yimi/gongwen/documents/hour-certificates.ts'
import type { ListedVolunteer } from '#modules/teams/teams.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import type { Printing } from '#platform/printing/printing.ts'
import { writtenDay, writtenHours } from '#platform/spoken-time.ts'
import { certificatesAnswer } from './certificates.ts'

/** Those in force, or the one that is named. What was taken back is printed by nobody. */
export async function printCertificates(
  context: RequestContext,
  printing: Printing,
  volunteer: ListedVolunteer,
  onlyId?: string,
): Promise<PrintedFile> {
  const all = await certificatesAnswer(context, volunteer)
  const wanted = all.filter((one) => one.revokedAt === null && (onlyId === undefined || one.id === onlyId))
  const [latest] = wanted
  if (!latest) throw new Refusal('not-found')
  for (const { id } of wanted)
    await recordAct(context, { kind: 'hour-certificate', recordId: id, orgId: volunteer.orgId, act: 'print' })
  const { protocol, host } = context.request
  const certificates = wanted.map((one) => paperOf(one, `${protocol}://${host}/#/certificate`))
  // As of the day it was made out: printed again it is the same file.
  return printing.print(
    `志愿服务时长证明 ${latest.number}`,
    { kind: 'hour-certificates', certificates },
    new Date(latest.issuedAt),
  )
}

function paperOf(one: HourCertificate, checkAt: string): PrintedCertificate {
  return {
    number: one.number,
    name: one.name,
    volunteerNumber: one.volunteerNumber,
    unit: one.orgName,
    from: writtenDay(one.from),
    until: writtenDay(one.until),
    hours: writtenHours(one.minutes),
    lines: one.lines.map(({ content, times, minutes }) => ({
      content,
      times: `${times} 次`,
      hours: writtenHours(minutes),
    })),
    handler: one.handler,
    issuedOn: writtenDay(dayOf(new Date(one.issuedAt))),
    qr: `${checkAt}/${one.number}`,
    checkAt,
  }
}
