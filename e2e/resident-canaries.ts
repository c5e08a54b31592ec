import { call } from '@yimi/contract/client.ts'
import { giveConsent } from '@yimi/contract/consent.ts'
import { issueDoorCard } from '@yimi/contract/door.ts'
import { checkImport, getImport, ImportDetail, mendImportRow, runImport, stageImport } from '@yimi/contract/import.ts'
import { addNoMatch, listIncidents, moveIncident, reportIncident } from '@yimi/contract/incident.ts'
import { reportLifeEvent } from '@yimi/contract/life-event.ts'
import { hearNeed, moveNeed } from '@yimi/contract/need.ts'
import { changePerson, listPeople, registerPerson, revealPerson } from '@yimi/contract/person.ts'
import { addTag } from '@yimi/contract/person-tag.ts'
import { addTie } from '@yimi/contract/person-tie.ts'
import { askPhoneCode } from '@yimi/contract/phone-entry.ts'
import type { RouteInput } from '@yimi/contract/route.ts'
import { signUpAsVolunteer } from '@yimi/contract/volunteer-sign-up.ts'
import { buildXlsx } from '../apps/server/src/platform/spreadsheets/ugly-sheets/build-xlsx.ts'
import { idNumber } from '../apps/server/src/platform/spreadsheets/ugly-sheets/make-ugly-sheets.ts'
import type { Canary, World } from './canary.ts'

const ID_NUMBER = idNumber('19480307', 261)
const IMPORTED_NUMBER = idNumber('19510912', 375)
const GIVEN_ON = '2026-01-05'

/** Words about residents, as colleagues of the station and strangers write them. */
export const RESIDENT_CANARIES: readonly Canary[] = [
  {
    what: 'what a resident lacks: a debt',
    words: '为偿网贷已断药三周',
    async plant(world) {
      const { id } = await register(world, {})
      await hear(world, id, '为偿网贷已断药三周，想有人帮忙')
    },
  },
  {
    what: 'why a need cannot be met: a conviction',
    words: '因其服刑记录商家拒接',
    async plant(world) {
      const { id } = await register(world, {})
      const need = await hear(world, id, '想找一份零活')
      const needs = { reason: 'not-ours', words: '因其服刑记录商家拒接' }
      await world.clerk.call(moveNeed, { params: { id: need.id }, body: { move: 'cannot-meet', needs } })
    },
  },
  {
    what: 'name of a resident, who is then looked for by it',
    words: '澹台琇莹',
    async plant(world) {
      await register(world, { name: '澹台琇莹' })
      await world.clerk.call(listPeople, { query: { search: '澹台琇莹' } })
    },
  },
  {
    what: 'ID number of a resident, opened and looked for',
    words: ID_NUMBER,
    async plant(world) {
      const { id } = await register(world, { idNumber: ID_NUMBER })
      await world.clerk.call(listPeople, { query: { search: ID_NUMBER } })
      await world.clerk.call(revealPerson, { params: { id }, body: { fields: ['idNumber'], reason: '核对' } })
      await refusedAsKnown(register(world, { idNumber: ID_NUMBER }))
    },
  },
  {
    what: 'phone of a resident, who asks for a code with it',
    words: '13922233441',
    async plant(world) {
      await register(world, { contact: '13922233441' })
      await call(askPhoneCode, { body: { phone: '13922233441' } }, { baseUrl: world.yimi.url })
    },
  },
  {
    what: 'address of the household register',
    words: '柳荫胡同十九号后院东厢',
    plant: (world) => register(world, { address: '柳荫胡同十九号后院东厢' }),
  },
  {
    what: 'note about a resident before and after a change',
    words: '钥匙放在楼下小卖部',
    async plant(world) {
      const { id, revision } = await register(world, { note: '钥匙放在楼下小卖部' })
      const body: RouteInput<typeof changePerson>['body'] = {
        revision,
        reason: '家属来电更正',
        changes: { note: '不再需要' },
      }
      await world.clerk.call(changePerson, { params: { id }, body })
    },
  },
  {
    what: 'party membership',
    words: '组织关系在第七支部',
    plant: (world) => mark(world, 'party-member', 'party-life', '组织关系在第七支部'),
  },
  {
    what: 'hardship',
    words: '低保金每月初领取',
    plant: (world) => mark(world, 'hardship', 'hardship-help', '低保金每月初领取'),
  },
  {
    what: 'belief',
    words: '只用清真餐具',
    plant: (world) => mark(world, 'belief', 'belief-respect', '只用清真餐具'),
  },
  {
    what: 'health',
    words: '每周三次透析',
    plant: (world) => mark(world, 'health', 'health-care', '每周三次透析'),
  },
  {
    what: 'who spoke for a resident when consenting',
    words: '其女欧阳缦',
    async plant(world) {
      const { id } = await register(world, {})
      const body = { purpose: 'photo', givenBy: 'proxy', giver: '其女欧阳缦', evidenceKind: 'spoken' } as const
      await world.clerk.call(giveConsent, { params: { id }, body })
    },
  },
  {
    what: 'emergency contact of a resident',
    words: '侄子公冶砚',
    async plant(world) {
      const { id } = await register(world, {})
      const body: RouteInput<typeof addTie>['body'] = {
        kind: 'emergency',
        relation: 'relative',
        from: GIVEN_ON,
        name: '侄子公冶砚',
        phone: '13900007777',
      }
      await world.clerk.call(addTie, { params: { id }, body })
    },
  },
  {
    what: 'words of a life event',
    words: '在协和住院手术',
    async plant(world) {
      const { id } = await register(world, {})
      const body: RouteInput<typeof reportLifeEvent>['body'] = {
        what: 'illness',
        happenedOn: GIVEN_ON,
        words: { note: '在协和住院手术' },
      }
      await world.clerk.call(reportLifeEvent, { params: { id }, body })
    },
  },
  {
    what: 'name in an imported row',
    words: '百里迎熹',
    plant: importRow,
  },
  { what: 'ID number in an imported row', words: IMPORTED_NUMBER, plant: async () => {} },
  { what: 'phone in an imported row', words: '13655566771', plant: async () => {} },
  { what: 'faulty cell of an imported row, mended', words: '一三六和另一个号码', plant: async () => {} },
  { what: 'name of an imported file', words: '低保名册甲乙丙', plant: async () => {} },
  {
    what: 'words of an incident and of its handling',
    words: '老人摔倒骨折送医',
    async plant(world) {
      await report(world, { words: '老人摔倒骨折送医' })
      const { items } = await world.officer.call(listIncidents, { query: { limit: 50 } })
      const id = items[0]?.id
      if (!id) throw new Error('the incident is not in the list')
      await world.officer.call(moveIncident, { params: { id }, body: { move: 'take' } })
      const note = { move: 'add-note', words: '老人摔倒骨折送医，已联系家属' } as const
      await world.officer.call(moveIncident, { params: { id }, body: note })
    },
  },
  {
    what: 'contact of an incident, of which notices are written',
    words: '13811122998',
    plant: (world) => report(world, { contact: '13811122998' }),
  },
  {
    what: 'why two people do not meet',
    words: '曾因财产纠纷对簿公堂',
    async plant(world) {
      const [first, second] = [await register(world, {}), await register(world, {})]
      const reason = '曾因财产纠纷对簿公堂'
      const body = { orgId: world.stationId, firstId: first.id, secondId: second.id, reason }
      await world.clerk.call(addNoMatch, { body })
    },
  },
  {
    what: 'wishes of somebody who signs up',
    words: '希望离家近因膝盖不好',
    plant: (world) => signUp(world, { wishes: '希望离家近因膝盖不好' }),
  },
  {
    what: 'phone of somebody who signs up',
    words: '13577788992',
    plant: (world) => signUp(world, { phone: '13577788992' }),
  },
  {
    what: 'name on a door card',
    words: '太史琬清',
    async plant(world) {
      const { id } = await register(world, { name: '太史琬清' })
      const body = { orgId: world.stationId, personId: id, pictureFileId: null }
      await world.clerk.call(issueDoorCard, { body })
    },
  },
]

let residents = 0

function register(
  { clerk, stationId }: World,
  words: { name?: string; idNumber?: string; contact?: string; address?: string; note?: string },
) {
  residents += 1
  const body = { orgId: stationId, name: `居民${residents}`, source: 'desk', ...words } as const
  return clerk.call(registerPerson, { body })
}

function hear({ clerk, stationId }: World, personId: string, words: string) {
  const body = { orgId: stationId, personId, words, needClass: 'hardship', source: 'visit', heardOn: GIVEN_ON } as const
  return clerk.call(hearNeed, { body })
}

type Tag = RouteInput<typeof addTag>['body']['kind']
type Purpose = RouteInput<typeof giveConsent>['body']['purpose']

async function mark(world: World, kind: Tag, purpose: Purpose, value: string): Promise<void> {
  const { id } = await register(world, {})
  const consent = { purpose, givenBy: 'self', evidenceKind: 'signed', evidence: `同意：${value}` } as const
  await world.clerk.call(giveConsent, { params: { id }, body: consent })
  const body = { kind, value, source: 'desk', givenOn: GIVEN_ON } as const
  await world.clerk.call(addTag, { params: { id }, body })
}

/** Staged with a faulty cell, checked, mended, checked again, imported. */
async function importRow({ yimi, clerk, stationId }: World): Promise<void> {
  const bytes = buildXlsx([
    {
      name: '居民',
      rows: [
        ['姓名', '性别', '身份证号', '联系电话', '楼号', '单元', '门号'],
        ['百里迎熹', '男', IMPORTED_NUMBER, '13655566771', '9', '1', '901'],
        ['安和', '男', idNumber('19530405', 11), '一三六和另一个号码', '9', '1', '902'],
      ],
    },
  ])
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), '低保名册甲乙丙.xlsx')
  const query = new URLSearchParams({ orgId: stationId, kind: 'residents' })
  const answer = await fetch(`${yimi.url}/api${stageImport.path}?${query}`, {
    method: 'POST',
    headers: { cookie: clerk.cookie },
    body: form,
  })
  if (!answer.ok) throw new Error(`the list was refused: ${await answer.text()}`)
  const { id } = ImportDetail.parse(await answer.json())
  const params = { id }
  await clerk.call(checkImport, { params })
  await untilIdle(clerk, id)
  const cells = [{ column: 3, text: '13655566772' }]
  await clerk.call(mendImportRow, { params: { id, number: 3 }, body: { cells, leftOut: false } })
  await clerk.call(checkImport, { params })
  await untilIdle(clerk, id)
  await clerk.call(runImport, { params, body: { withoutFaulty: true } })
  const { created } = await untilIdle(clerk, id)
  if (created === 0) throw new Error('nothing was imported')
}

async function untilIdle(clerk: World['clerk'], id: string): Promise<ImportDetail> {
  for (;;) {
    const detail = await clerk.call(getImport, { params: { id } })
    if (!detail.run) return detail
  }
}

function report({ yimi, stationId }: World, words: { words?: string; contact?: string }) {
  const body = { kind: 'injury', words: '有人滑倒', aboutOrgId: stationId, ...words } as const
  return call(reportIncident, { body }, { baseUrl: yimi.url })
}

function signUp({ yimi, stationId }: World, words: { wishes?: string; phone?: string }) {
  const body = { orgId: stationId, name: '报名者', phone: '13500001234', ...words }
  return call(signUpAsVolunteer, { body }, { baseUrl: yimi.url })
}

async function refusedAsKnown(calling: Promise<unknown>): Promise<void> {
  const done = await calling.then(
    () => true,
    () => false,
  )
  if (done) throw new Error('a number that is known was to be refused')
}
