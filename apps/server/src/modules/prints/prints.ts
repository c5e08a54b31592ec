import { type PosterSubject, printPoster } from '@yimi/contract/poster.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { implement, type Operation, type OperationInput, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'

type TelephoneOf = (context: RequestContext) => Promise<string | null>

/** What is printed of no module's record: posters. Sheets, certificates and cards are made where their records are. */
export function printOperations({ printing }: Services, telephoneOf: TelephoneOf): Operation[] {
  return [
    implement(printPoster, async (context, { params, body }: OperationInput<typeof printPoster>) => {
      context.mayOn({ orgId: params.id })
      const unit = (await orgNames(context.tx, [params.id], context.today)).get(params.id) ?? ''
      const telephone = await telephoneOf(context)
      const { protocol, host } = context.request
      const address = `${protocol}://${host}/#/${body.subject}`
      const words = POSTERS[body.subject]
      const otherWay = telephone ? `不会扫码？请打 ${telephone}` : '不会扫码？请到站里来，有人帮您办'
      const poster = { ...words, qr: address, address, otherWay, unit }
      return printing.print(`海报 ${words.title}`, { kind: 'posters', posters: [poster] }, context.now)
    }),
  ]
}

type PosterWords = { title: string; lead: readonly string[]; qrWords: string }

const POSTERS: Readonly<Record<PosterSubject, PosterWords>> = {
  ask: {
    title: '有事请点单',
    lead: ['理发、磨刀、陪诊、代办、修修补补', '志愿者上门帮忙'],
    qrWords: '手机扫一扫，三步点单',
  },
  volunteer: {
    title: '来做志愿者',
    lead: ['一小时也好，一年也好', '做什么、什么时候，都由您定'],
    qrWords: '手机扫一扫，留个名字',
  },
  who: {
    title: '谁在敲门',
    lead: ['来人说是志愿者？先别开门', '输入他证件上的编号，看看是不是他'],
    qrWords: '手机扫一扫，查来人',
  },
  live: {
    title: '红色直播间',
    lead: ['身边的人，身边的事', '在家也能看，错过可以看回放'],
    qrWords: '手机扫一扫，看直播',
  },
}
