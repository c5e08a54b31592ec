import { askAtDoor, endDoorCard, issueDoorCard, listDoorCards, lookAtDoor } from '@yimi/contract/door.ts'
import {
  addNoMatch,
  endNoMatch,
  listIncidents,
  listNoMatches,
  moveIncident,
  reportIncident,
} from '@yimi/contract/incident.ts'
import {
  answerPrivacyRequest,
  askPrivacyRequest,
  exportMyData,
  getMyData,
  giveMyConsent,
  listPrivacyRequests,
  withdrawMyConsent,
  withdrawPrivacyRequest,
} from '@yimi/contract/my-data.ts'
import {
  chooseNotices,
  listNotices,
  listOwnNotices,
  openNoticeNumber,
  readOwnNotices,
  retryNotice,
  tickCall,
} from '@yimi/contract/notice.ts'
import { askPhoneCode, givePhoneCode } from '@yimi/contract/phone-entry.ts'
import { answerSignUp, listOpenTeams, listSignUps, signUpAsVolunteer } from '@yimi/contract/volunteer-sign-up.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { inScope } from '#platform/database/scope.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const SHARED_NUMBER = '13800001234'

async function idOf(world: AccessWorld, table: string, number: string): Promise<string> {
  const { rows } = await world.installation.admin.pool.query<{ id: string }>(
    `select id from ${table} where number = $1`,
    [number],
  )
  return rows[0]?.id ?? ''
}

/** A notice of the station: a failed short message, or a call that is due. */
async function makeNotice(world: AccessWorld, way: 'sms' | 'phone-call'): Promise<string> {
  const { services, orgs, admin } = world.installation
  const id = newId()
  const key = await inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, (tx) =>
    dataKeyFor(tx, services.keyring, { kind: 'record', id }, services.clock.now()),
  )
  const words = JSON.stringify({ title: '通知', body: '', receiver: '', href: '' })
  await admin.pool.query(
    `insert into notices (id, org_id, kind, record_id, event_seq, move, way, words_enc, to_enc, key_id, made_at, due_at, status, claimed_at)
     values ($1, $2, 'complaint', $1, 1, 'answer', $3, $4, $5, $6, now(), now(), $7, now())`,
    [
      id,
      orgs.station,
      way,
      key?.seal(words, `notice ${id} words`),
      key?.seal('13900001111', `notice ${id} to`),
      key?.id,
      way === 'sms' ? 'failed' : 'waiting',
    ],
  )
  return id
}

async function makeIncident(world: AccessWorld): Promise<{ id: string; number: string }> {
  const { number } = await world.installation.anonymous.get(reportIncident, {
    body: { kind: 'injury', words: '有人摔倒', aboutOrgId: world.orgs.station },
  })
  return { number, id: await idOf(world, 'incidents', number) }
}

async function twoPeople(world: AccessWorld): Promise<{ firstId: string; secondId: string }> {
  const first = await world.installation.as('moderator', 'station')
  const second = await world.installation.as('moderator', 'station')
  return { firstId: first.personId, secondId: second.personId }
}

async function makeNoMatch(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const body = { orgId: world.orgs.station, ...(await twoPeople(world)), reason: '有过争执' }
  return (await head.get(addNoMatch, { body })).id
}

async function makeCard(world: AccessWorld): Promise<{ id: string; word: string }> {
  const head = await world.by('station-head', 'station')
  const { personId } = await world.installation.as('moderator', 'station')
  return head.get(issueDoorCard, { body: { orgId: world.orgs.station, personId } })
}

async function makeSignUp(world: AccessWorld): Promise<{ id: string; number: string }> {
  const { number } = await world.installation.anonymous.get(signUpAsVolunteer, {
    body: { orgId: world.orgs.station, name: '何欣', phone: SHARED_NUMBER },
  })
  return { number, id: await idOf(world, 'volunteer_sign_ups', number) }
}

async function makeRequest(world: AccessWorld): Promise<{ id: string; number: string }> {
  const resident = await world.installation.as('resident', 'station')
  return resident.get(askPrivacyRequest, { body: { kind: 'correct', words: '门牌写错了' } })
}

export const NOTICE_CASES: readonly AccessCase[] = [
  accessCase(listNotices, {}, async (world) => {
    const canary = await makeNotice(world, 'sms')
    return { input: { query: { limit: 200 } }, canary }
  }),
  accessCase(retryNotice, {}, async (world) => ({ input: { params: { id: await makeNotice(world, 'sms') } } })),
  accessCase(openNoticeNumber, {}, async (world) => ({
    input: { params: { id: await makeNotice(world, 'phone-call') } },
  })),
  accessCase(tickCall, {}, async (world) => ({
    input: { params: { id: await makeNotice(world, 'phone-call') }, body: { outcome: 'reached' as const } },
  })),
  accessCase(listOwnNotices, {}, () => ({ input: {} })),
  accessCase(readOwnNotices, {}, () => ({ input: { body: {} } })),
  accessCase(chooseNotices, {}, () => ({ input: { body: { optedOut: true } } })),
]

export const INCIDENT_CASES: readonly AccessCase[] = [
  accessCase(reportIncident, {}, (world) => ({
    input: { body: { kind: 'money' as const, words: '少了一笔钱', aboutOrgId: world.orgs.station } },
  })),
  accessCase(listIncidents, { home: 'institute' }, async (world) => {
    const { number } = await makeIncident(world)
    return { input: { query: { limit: 200 } }, canary: number }
  }),
  accessCase(moveIncident, { home: 'institute' }, async (world) => ({
    input: { params: { id: (await makeIncident(world)).id }, body: { move: 'take' as const } },
  })),
  accessCase(listNoMatches, {}, async (world) => {
    const canary = await makeNoMatch(world)
    return { input: { query: { limit: 200 } }, canary }
  }),
  accessCase(addNoMatch, {}, async (world) => ({
    input: { body: { orgId: world.orgs.station, ...(await twoPeople(world)), reason: '有过争执' } },
  })),
  accessCase(endNoMatch, {}, async (world) => ({
    input: { params: { id: await makeNoMatch(world) }, body: { reason: '已经和好' } },
  })),
]

export const DOOR_CASES: readonly AccessCase[] = [
  accessCase(askAtDoor, {}, () => ({ input: { body: { word: '青松 石桥 10' } } })),
  accessCase(listDoorCards, {}, async (world) => {
    const { id } = await makeCard(world)
    return { input: { query: { limit: 200 } }, canary: id }
  }),
  accessCase(lookAtDoor, {}, async (world) => {
    const { id, word } = await makeCard(world)
    return { input: { body: { word } }, canary: id }
  }),
  accessCase(issueDoorCard, {}, async (world) => ({
    input: {
      body: {
        orgId: world.orgs.station,
        personId: (await world.installation.as('moderator', 'station')).personId,
      },
    },
  })),
  accessCase(endDoorCard, {}, async (world) => ({ input: { params: { id: (await makeCard(world)).id } } })),
]

export const ENTRY_CASES: readonly AccessCase[] = [
  accessCase(askPhoneCode, {}, () => ({ input: { body: { phone: '13912345678' } } })),
  accessCase(givePhoneCode, { after: ['wrong-code'] }, () => ({
    input: { body: { phone: '13912345678', code: '123456' } },
  })),
  accessCase(listOpenTeams, {}, (world) => ({ input: { query: { orgId: world.orgs.station } } })),
  accessCase(signUpAsVolunteer, {}, (world) => ({
    input: { body: { orgId: world.orgs.station, name: '何欣', phone: SHARED_NUMBER } },
  })),
  accessCase(listSignUps, {}, async (world) => {
    const { number } = await makeSignUp(world)
    return { input: { query: { limit: 200 } }, canary: number }
  }),
  accessCase(answerSignUp, {}, async (world) => ({
    input: { params: { id: (await makeSignUp(world)).id }, body: { move: 'accept' as const } },
  })),
]

export const MY_DATA_CASES: readonly AccessCase[] = [
  accessCase(getMyData, {}, () => ({ input: {} })),
  accessCase(exportMyData, {}, () => ({ input: {} })),
  accessCase(giveMyConsent, {}, () => ({ input: { body: { purpose: 'photo' as const } } })),
  accessCase(withdrawMyConsent, { after: ['not-found'] }, () => ({ input: { params: { id: newId() } } })),
  accessCase(askPrivacyRequest, {}, () => ({ input: { body: { kind: 'erase' as const } } })),
  accessCase(withdrawPrivacyRequest, { after: ['not-found'] }, () => ({ input: { params: { id: newId() } } })),
  accessCase(listPrivacyRequests, {}, async (world) => {
    const { number } = await makeRequest(world)
    return { input: { query: { limit: 200 } }, canary: number }
  }),
  accessCase(answerPrivacyRequest, {}, async (world) => ({
    input: { params: { id: (await makeRequest(world)).id }, body: { move: 'fulfil' as const, words: '已更正' } },
  })),
]
