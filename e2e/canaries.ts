import { call } from '@yimi/contract/client.ts'
import { answerComplaint, followComplaint, listComplaints, submitComplaint } from '@yimi/contract/complaint.ts'
import { changeGuest, createGuest, eraseGuest, listGuests, revealContact } from '@yimi/contract/guest.ts'
import { listOrganisations } from '@yimi/contract/organisation.ts'
import { getMe, signIn } from '@yimi/contract/session.ts'
import { signInAs } from './api-caller.ts'
import type { Canary, World } from './canary.ts'
import { ORDER_CANARIES } from './order-canaries.ts'
import { QUESTIONNAIRE_CANARIES } from './questionnaire-canaries.ts'
import { RESIDENT_CANARIES } from './resident-canaries.ts'
import type { RunningYimi } from './running-yimi.ts'
import { VISIT_CANARIES } from './visit-canaries.ts'
import { VOLUNTEERING_CANARIES } from './volunteering-canaries.ts'

export async function openWorld(yimi: RunningYimi): Promise<World> {
  const producer = await signInAs(yimi, 'producer')
  const officer = await signInAs(yimi, 'institute-officer')
  const clerk = await signInAs(yimi, 'station-head')
  const { items } = await officer.call(listOrganisations, {})
  const orgId = items.find((one) => one.level === 'institute')?.id ?? ''
  const stationId = (await clerk.call(getMe, {})).assignments[0]?.orgId ?? ''
  return { yimi, producer, officer, clerk, orgId, stationId }
}

export const CANARIES: readonly Canary[] = [
  ...RESIDENT_CANARIES,
  ...ORDER_CANARIES,
  ...VISIT_CANARIES,
  ...VOLUNTEERING_CANARIES,
  ...QUESTIONNAIRE_CANARIES,
  {
    what: 'name of a guest',
    words: '夏侯緁珏',
    plant: (world) => makeGuest(world, { name: '夏侯緁珏' }),
  },
  {
    what: 'phone of a guest, who is then looked for by it',
    words: '13987650412',
    async plant(world) {
      await makeGuest(world, { contact: '13987650412' })
      await world.producer.call(listGuests, { query: { search: '13987650412' } })
    },
  },
  {
    what: 'reason of a reveal: an illness',
    words: '因其患帕金森综合征',
    async plant(world) {
      const { id } = await makeGuest(world, { contact: '13700001111' })
      await world.producer.call(revealContact, { params: { id }, body: { reason: '因其患帕金森综合征需上门接送' } })
    },
  },
  {
    what: 'name of a guest before a change',
    words: '拓跋旧名煜',
    async plant(world) {
      const { id } = await makeGuest(world, { name: '拓跋旧名煜' })
      await world.producer.call(changeGuest, { params: { id }, body: { name: '拓跋甲', trade: '律师', topics: [] } })
    },
  },
  {
    what: 'reason of an erasure: party membership',
    words: '中共党员关系已转出',
    async plant(world) {
      const { id } = await makeGuest(world, {})
      await world.officer.call(eraseGuest, { params: { id }, body: { reason: '中共党员关系已转出，本人要求' } })
    },
  },
  {
    what: 'ID number in a complaint',
    words: '11010119480307261X',
    plant: (world) => complain(world, { words: '我的身份证号是11010119480307261X，请核对' }),
  },
  {
    what: 'address in a complaint',
    words: '梧桐里七号院三单元四零二室',
    plant: (world) => complain(world, { words: '我家住梧桐里七号院三单元四零二室，灯坏了' }),
  },
  {
    what: 'contact of a complaint',
    words: '13698760523',
    plant: (world) => complain(world, { contact: '13698760523' }),
  },
  {
    what: 'answer to a complaint',
    words: '已给低保户送去棉被',
    async plant(world) {
      const { number, word } = await complain(world, {})
      const { items } = await world.officer.call(listComplaints, { query: { limit: 200 } })
      const id = items.find((one) => one.number === number)?.id
      if (!id) throw new Error('the complaint is not in the list')
      await world.officer.call(answerComplaint, { params: { id }, body: { answer: '已给低保户送去棉被两床' } })
      await call(followComplaint, { body: { number, word } }, { baseUrl: world.yimi.url })
    },
  },
  {
    what: 'password of a wrong try',
    words: 'Falsches-Kennwort-4711',
    plant: (world) =>
      refused(
        call(
          signIn,
          { body: { username: 'producer', password: 'Falsches-Kennwort-4711' } },
          { baseUrl: world.yimi.url },
        ),
      ),
  },
  {
    what: 'phone at a place where none belongs',
    words: '13512349876',
    async plant({ yimi, producer, orgId }) {
      const headers = { cookie: producer.cookie, 'content-type': 'application/json', 'idempotency-key': '13512349876' }
      const body = JSON.stringify({ orgId, name: ['13512349876'], trade: 5, contact: { phone: '13512349876' } })
      const address = `${yimi.url}/api/guests`
      for (const [path, init] of [
        [address, { method: 'POST', headers, body }],
        [address, { method: 'POST', headers, body: `{"name": "13512349876` }],
        [`${address}/13512349876/contact?phone=13512349876`, { method: 'POST', headers, body: '{}' }],
        [`${yimi.url}/13512349876?phone=13512349876`, { headers: { 'user-agent': '13512349876' } }],
      ] as const) {
        const answer = await fetch(path, init)
        if (answer.ok) throw new Error(`${path} was to be refused`)
      }
    },
  },
]

let guests = 0

function makeGuest({ producer, orgId }: World, words: { name?: string; contact?: string }) {
  guests += 1
  const body = { orgId, name: `嘉宾${guests}`, trade: '律师', topics: [], contact: '', ...words }
  return producer.call(createGuest, { body })
}

/** About a station: its institute answers. */
function complain({ yimi, stationId }: World, words: { words?: string; contact?: string }) {
  const body = { words: '楼道灯坏了', aboutOrgId: stationId, ...words }
  return call(submitComplaint, { body }, { baseUrl: yimi.url })
}

async function refused(calling: Promise<unknown>): Promise<void> {
  const done = await calling.then(
    () => true,
    () => false,
  )
  if (done) throw new Error('this was to be refused')
}
