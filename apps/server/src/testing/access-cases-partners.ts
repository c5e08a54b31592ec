import { startApplication } from '@yimi/contract/broadcast.ts'
import {
  answerJoinLink,
  applyForCheckIn,
  confirmMembers,
  listCheckedMembers,
  listCheckIns,
  makeJoinLinks,
  moveCheckIn,
  readJoinLink,
  recordJoin,
  sendMembers,
} from '@yimi/contract/check-in.ts'
import {
  claim,
  createClaimable,
  getMyPartnerDesk,
  listClaimables,
  moveClaimable,
  releaseClaim,
} from '@yimi/contract/claimable.ts'
import { listOffers, makeOffer, moveReservation, reserveOffer, withdrawOffer } from '@yimi/contract/lending.ts'
import {
  changeProgramme,
  createProgramme,
  getProgramme,
  getPublicProgramme,
  listProgrammes,
  listPublicProgrammes,
  reportBroadcast,
  unreportBroadcast,
} from '@yimi/contract/programme.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const SPAN = { startsAt: '2099-05-01T00:00:00.000Z', endsAt: '2099-06-01T00:00:00.000Z' }
const TIME = { startsAt: '2099-05-04T02:00:00.000Z', endsAt: '2099-05-04T04:00:00.000Z' }
const MEMBERS = { members: [{ name: '林小禾' }, { name: '周明远' }] }

function application(world: AccessWorld) {
  const name = `企业${newId().slice(-8)}`
  return { orgId: world.orgs.station, name, kind: 'enterprise', contactName: '伍平', contact: '13800000001' }
}

function programmeWords() {
  const name = `项目${newId().slice(-8)}`
  const about = '做了什么'
  return { name, since: '2020-01-01', until: null, slogan: '一句话', about, purposes: [], published: true }
}

async function makeApplied(world: AccessWorld): Promise<string> {
  const contact = await world.by('partner-contact', 'station')
  return (await contact.get(applyForCheckIn, { body: application(world) })).id
}

async function makeCheckIn(world: AccessWorld): Promise<string> {
  const id = await makeApplied(world)
  const head = await world.by('station-head', 'station')
  await head.get(moveCheckIn, { params: { id }, body: { move: 'confirm' } })
  return id
}

async function makeMembers(world: AccessWorld): Promise<{ id: string; memberId: string; secret: string }> {
  const id = await makeCheckIn(world)
  const head = await world.by('station-head', 'station')
  await head.get(sendMembers, { params: { id }, body: MEMBERS })
  await head.get(confirmMembers, { params: { id }, body: {} })
  const { links } = await head.get(makeJoinLinks, { params: { id } })
  return { id, memberId: links[0]?.memberId ?? '', secret: links[0]?.link.split('/').at(-1) ?? '' }
}

async function makeOffered(world: AccessWorld): Promise<string> {
  const contact = await world.by('partner-contact', 'station')
  const body = { kind: 'room' as const, name: '会议室', terms: '', ...SPAN }
  return (await contact.get(makeOffer, { params: { id: await makeCheckIn(world) }, body })).id
}

async function makeReservation(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const offer = await head.get(reserveOffer, {
    params: { id: await makeOffered(world) },
    body: { purpose: '排练', ...TIME },
  })
  return offer.reservations[0]?.id ?? ''
}

async function makeClaimable(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const body = { orgId: world.orgs.station, list: 'need' as const, title: '修长椅', words: '', until: null }
  return (await head.get(createClaimable, { body })).id
}

async function makeClaim(world: AccessWorld): Promise<{ id: string; claimableId: string }> {
  const params = { id: await makeCheckIn(world), claimableId: await makeClaimable(world) }
  await (await world.by('partner-contact', 'station')).get(claim, { params })
  return params
}

async function makeProgramme(world: AccessWorld): Promise<string> {
  const officer = await world.by('institute-officer', 'station')
  return (await officer.get(createProgramme, { body: { ...programmeWords(), orgId: world.orgs.station } })).id
}

async function makeLink(world: AccessWorld): Promise<{ id: string; broadcastId: string }> {
  const producer = await world.by('producer', 'station')
  const broadcast = await producer.get(startApplication, { body: { orgId: world.orgs.station, title: '试播' } })
  const params = { id: await makeProgrammeAbove(world), broadcastId: broadcast.id }
  await producer.get(reportBroadcast, { params })
  return params
}

/** Under which everybody of the district may report. */
async function makeProgrammeAbove(world: AccessWorld): Promise<string> {
  const admin = await world.by('district-admin', 'district')
  return (await admin.get(createProgramme, { body: { ...programmeWords(), orgId: world.orgs.district } })).id
}

export const PARTNER_CASES: readonly AccessCase[] = [
  accessCase(applyForCheckIn, {}, (world) => ({ input: { body: application(world) } })),
  accessCase(listCheckIns, {}, async (world) => ({
    canary: await makeCheckIn(world),
    input: { query: { limit: 200, state: 'confirmed' as const } },
  })),
  accessCase(moveCheckIn, {}, async (world) => ({
    input: { params: { id: await makeApplied(world) }, body: { move: 'confirm' as const } },
  })),
  accessCase(sendMembers, { maker: 'partner-contact' }, async (world) => ({
    input: { params: { id: await makeCheckIn(world) }, body: MEMBERS },
  })),
  accessCase(listCheckedMembers, {}, async (world) => ({ input: { params: { id: (await makeMembers(world)).id } } })),
  accessCase(confirmMembers, {}, async (world) => ({
    input: { params: { id: await makeCheckIn(world) }, body: {} },
  })),
  accessCase(makeJoinLinks, {}, async (world) => ({ input: { params: { id: (await makeMembers(world)).id } } })),
  accessCase(recordJoin, {}, async (world) => ({
    input: { params: { id: (await makeMembers(world)).memberId }, body: { how: '本人到站' } },
  })),
  accessCase(readJoinLink, {}, async (world) => ({ input: { body: { secret: (await makeMembers(world)).secret } } })),
  accessCase(answerJoinLink, {}, async (world) => ({
    input: { body: { secret: (await makeMembers(world)).secret, move: 'join' as const } },
  })),
  accessCase(listOffers, {}, async (world) => ({ input: {}, canary: await makeOffered(world) })),
  accessCase(makeOffer, { maker: 'partner-contact' }, async (world) => ({
    input: {
      params: { id: await makeCheckIn(world) },
      body: { kind: 'kit' as const, name: '投影仪', terms: '', ...SPAN },
    },
  })),
  accessCase(withdrawOffer, { maker: 'partner-contact' }, async (world) => ({
    input: { params: { id: await makeOffered(world) } },
  })),
  accessCase(reserveOffer, {}, async (world) => ({
    input: { params: { id: await makeOffered(world) }, body: { purpose: '排练', ...TIME } },
  })),
  accessCase(moveReservation, {}, async (world) => ({
    input: { params: { id: await makeReservation(world) }, body: { move: 'use' as const } },
  })),
  accessCase(listClaimables, {}, async (world) => ({ input: {}, canary: await makeClaimable(world) })),
  accessCase(createClaimable, {}, (world) => ({
    input: { body: { orgId: world.orgs.station, list: 'project' as const, title: '清园', words: '', until: null } },
  })),
  accessCase(moveClaimable, {}, async (world) => ({
    input: { params: { id: await makeClaimable(world) }, body: { move: 'withdraw' as const } },
  })),
  accessCase(claim, { maker: 'partner-contact' }, async (world) => ({
    input: { params: { id: await makeCheckIn(world), claimableId: await makeClaimable(world) } },
  })),
  accessCase(releaseClaim, { maker: 'partner-contact' }, async (world) => ({
    input: { params: await makeClaim(world) },
  })),
  accessCase(getMyPartnerDesk, {}, () => ({ input: {} })),
]

export const PROGRAMME_CASES: readonly AccessCase[] = [
  accessCase(listProgrammes, {}, async (world) => ({ input: {}, canary: await makeProgramme(world) })),
  accessCase(getProgramme, {}, async (world) => ({ input: { params: { id: await makeProgramme(world) } } })),
  accessCase(createProgramme, {}, (world) => ({
    input: { body: { ...programmeWords(), orgId: world.orgs.station } },
  })),
  accessCase(changeProgramme, {}, async (world) => ({
    input: { params: { id: await makeProgramme(world) }, body: programmeWords() },
  })),
  accessCase(reportBroadcast, {}, async (world) => ({ input: { params: await makeLink(world) } })),
  accessCase(unreportBroadcast, {}, async (world) => ({ input: { params: await makeLink(world) } })),
  accessCase(getPublicProgramme, {}, async (world) => ({ input: { params: { id: await makeProgramme(world) } } })),
  accessCase(listPublicProgrammes, {}, () => ({ input: {} })),
]
