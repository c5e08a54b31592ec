import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import type { printLinkPoster, printQuestionnaire } from '@yimi/contract/questionnaire-paper.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import type { Printing } from '#platform/printing/printing.ts'
import { paperOfForm } from './paper-of-form.ts'
import type { TelephoneOf } from './public-answers.ts'
import { findLink, findQuestionnaire, findVersion } from './questionnaire-queries.ts'
import { getReadable } from './read-questionnaires.ts'

/** As of the day it was published: printed again it is the same file. */
export async function print(
  context: RequestContext,
  printing: Printing,
  telephoneOf: TelephoneOf,
  { params, body }: OperationInput<typeof printQuestionnaire>,
): Promise<PrintedFile> {
  const questionnaire = await getReadable(context, params.id)
  context.mayOn({ orgId: body.orgId })
  const row = await findVersion(context.tx, questionnaire.id, body.version)
  if (!row) throw new Refusal('not-found')
  const { form, version } = row
  const unit = (await orgNames(context.tx, [body.orgId], context.today)).get(body.orgId) ?? ''
  const telephone = await telephoneOf(context)
  const paper = paperOfForm({ form, version, identity: questionnaire.identity, unit, telephone })
  return printing.print(`纸质问卷 ${form.title} 第${version}版`, paper, row.published_at)
}

/** For the wall: whoever does not scan is asked by telephone, or at the station. */
export async function printPoster(
  context: RequestContext,
  printing: Printing,
  telephoneOf: TelephoneOf,
  { params }: OperationInput<typeof printLinkPoster>,
): Promise<PrintedFile> {
  const link = await findLink(context.tx, params.id)
  if (!link) throw new Refusal('not-found')
  context.mayOn({ orgId: link.org_id })
  const questionnaire = await findQuestionnaire(context.tx, link.questionnaire_id)
  if (!questionnaire || link.ended_at || link.kind !== 'link') throw new Refusal('move-not-allowed')
  const unit = (await orgNames(context.tx, [link.org_id], context.today)).get(link.org_id) ?? ''
  const telephone = await telephoneOf(context)
  const { protocol, host } = context.request
  const address = `${protocol}://${host}/#/survey/${link.token}`
  const poster = {
    title: questionnaire.title,
    lead: ['说说您的想法，几分钟就好', questionnaire.identity === 'anonymous' ? '不记名' : '记名，您随时可以撤回'],
    qr: address,
    qrWords: '手机扫一扫，回答问卷',
    address,
    otherWay: telephone ? `不会扫码？请打 ${telephone}` : '不会扫码？请到站里来，有人帮您填',
    unit,
  }
  return printing.print(`海报 ${questionnaire.title}`, { kind: 'posters', posters: [poster] }, context.now)
}
