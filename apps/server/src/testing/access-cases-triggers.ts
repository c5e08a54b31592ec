import { answerFamilyAsk, listFamilyAsks } from '@yimi/contract/family-ask.ts'
import { confirmLifeEvent, reportLifeEvent } from '@yimi/contract/life-event.ts'
import {
  acceptOrderProposal,
  arrange,
  createCampaign,
  dropOrderProposal,
  endArrangement,
  endCampaign,
  listArrangements,
  listCampaigns,
  listOrderProposals,
  makeBirthdays,
  makeCampaign,
  previewBirthdays,
  previewCampaign,
} from '@yimi/contract/trigger.ts'
import { buildService } from '#modules/catalogue/catalogue-fixtures.ts'
import { buildResident } from '#modules/people/people-fixtures.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const FAR = '2999-12-31'
const MONTH = '2099-12'
const today = (world: AccessWorld) => world.installation.services.clock.today()

async function makeService(world: AccessWorld, trigger: Parameters<typeof buildService>[2]): Promise<string> {
  return buildService(await world.by('institute-officer', 'station'), world.orgs.station, trigger)
}

async function campaignBody(world: AccessWorld) {
  const serviceId = await makeService(world, { triggers: [{ on: 'campaign', oncePer: 'person' }] })
  return { serviceId, name: `行动${newId().slice(-8)}`, from: today(world), until: FAR }
}

async function makeCampaignOfStation(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await head.get(createCampaign, { params: { id: world.orgs.station }, body: await campaignBody(world) })).id
}

const weddingGifts = new WeakMap<AccessWorld, Promise<string>>()

/** One gift for all the weddings here: each further one would come to every couple. */
function weddingGift(world: AccessWorld): Promise<string> {
  const gift =
    weddingGifts.get(world) ??
    makeService(world, {
      triggers: [{ on: 'life-event', what: 'wedding' }],
      eligibility: {
        minAge: null,
        maxAge: null,
        tags: [],
        livesInStation: true,
        household: false,
        consents: ['wedding-greeting'],
        guardianConsent: false,
      },
    })
  weddingGifts.set(world, gift)
  return gift
}

/** A wedding whose gift nobody agreed to yet. */
async function makeProposal(world: AccessWorld): Promise<string> {
  await weddingGift(world)
  const head = await world.by('station-head', 'station')
  const { id } = await buildResident(world.installation, head)
  const event = await head.get(reportLifeEvent, {
    params: { id },
    body: { what: 'wedding', happenedOn: today(world), words: {} },
  })
  await head.get(confirmLifeEvent, { params: { id: event.id }, body: { how: '电话' } })
  const { items } = await head.get(listOrderProposals, {})
  return items.find((one) => one.personId === id)?.id ?? ''
}

async function makeArrangement(world: AccessWorld): Promise<{ id: string; arrangementId: string }> {
  const head = await world.by('station-head', 'station')
  const { id } = await buildResident(world.installation, head)
  const { items } = await head.get(arrange, { params: { id }, body: await arrangementBody(world) })
  return { id, arrangementId: items[0]?.id ?? '' }
}

async function arrangementBody(world: AccessWorld) {
  return { serviceId: await makeService(world, { triggers: [{ on: 'recurring', every: 'month' }] }), from: FAR }
}

export const TRIGGER_CASES: readonly AccessCase[] = [
  accessCase(previewBirthdays, {}, (world) => ({
    input: { params: { id: world.orgs.station }, query: { month: MONTH } },
  })),
  accessCase(makeBirthdays, {}, async (world) => ({
    input: {
      params: { id: world.orgs.station },
      body: {
        month: MONTH,
        serviceId: await makeService(world, { triggers: [{ on: 'birthday-month' }] }),
        expected: 0,
      },
    },
  })),
  accessCase(listCampaigns, {}, async (world) => ({ input: {}, canary: await makeCampaignOfStation(world) })),
  accessCase(createCampaign, {}, async (world) => ({
    input: { params: { id: world.orgs.station }, body: await campaignBody(world) },
  })),
  accessCase(endCampaign, {}, async (world) => ({ input: { params: { id: await makeCampaignOfStation(world) } } })),
  accessCase(previewCampaign, {}, async (world) => ({
    input: { params: { id: world.orgs.station, campaignId: await makeCampaignOfStation(world) } },
  })),
  accessCase(makeCampaign, { after: ['changed-meanwhile'] }, async (world) => ({
    input: {
      params: { id: world.orgs.station, campaignId: await makeCampaignOfStation(world) },
      body: { expected: 0 },
    },
  })),
  accessCase(listOrderProposals, {}, async (world) => ({ input: {}, canary: await makeProposal(world) })),
  accessCase(listFamilyAsks, {}, async (world) => ({ input: {}, canary: await makeProposal(world) })),
  accessCase(answerFamilyAsk, {}, async (world) => ({
    input: { params: { id: await makeProposal(world) }, body: { wants: false as const } },
  })),
  accessCase(acceptOrderProposal, { after: ['not-eligible'] }, async (world) => ({
    input: { params: { id: await makeProposal(world) }, body: {} },
  })),
  accessCase(dropOrderProposal, {}, async (world) => ({ input: { params: { id: await makeProposal(world) } } })),
  accessCase(listArrangements, {}, async (world) => ({ input: { params: { id: (await makeArrangement(world)).id } } })),
  accessCase(arrange, { after: ['arranged-already'] }, async (world) => ({
    input: {
      params: { id: (await buildResident(world.installation, await world.by('station-head', 'station'))).id },
      body: await arrangementBody(world),
    },
  })),
  accessCase(endArrangement, {}, async (world) => ({ input: { params: await makeArrangement(world) } })),
]
