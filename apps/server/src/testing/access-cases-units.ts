import {
  acceptInvitation,
  disableAccount,
  getAccount,
  grantRole,
  invite,
  listAccounts,
  listInvitations,
  readInvitation,
  renewInvitation,
  revokeRole,
  withdrawInvitation,
} from '@yimi/contract/account.ts'
import { askAuditExport, checkChain, listAuditEvents } from '@yimi/contract/audit.ts'
import {
  answerComplaint,
  followComplaint,
  listComplaints,
  objectToAnswer,
  submitComplaint,
} from '@yimi/contract/complaint.ts'
import { readMasterKeys, retireMasterKey, rotateMasterKey } from '@yimi/contract/master-key.ts'
import {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  mergeOrganisation,
  moveOrganisation,
  renameOrganisation,
} from '@yimi/contract/organisation.ts'
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSession,
  getMe,
  listSessions,
  signIn,
  signOut,
} from '@yimi/contract/session.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const PASSWORD = 'Regenschirm am Fenster 7'

async function makeStation(world: AccessWorld): Promise<string> {
  const admin = await world.by('district-admin', 'district')
  const name = `站${newId().slice(-6)}`
  const body = {
    name,
    shortName: name,
    level: 'station',
    kind: 'unit',
    parentId: world.orgs.institute,
    from: today(world),
  }
  return (await admin.get(createOrganisation, { body })).id
}

async function makeAccount(world: AccessWorld): Promise<string> {
  return (await world.installation.as('volunteer', 'station')).accountId
}

async function makeInvitation(world: AccessWorld): Promise<{ id: string; secret: string }> {
  const head = await world.by('station-head', 'station')
  const body = { name: '新同事', role: 'volunteer' as const, orgId: world.orgs.station }
  const { invitation, link } = await head.get(invite, { body })
  return { id: invitation.id, secret: link.split('/').at(-1) ?? '' }
}

async function makeComplaint(world: AccessWorld): Promise<{ id: string; number: string; word: string }> {
  const body = { words: '楼道灯坏了', aboutOrgId: world.orgs.station }
  const { number, word } = await world.installation.anonymous.get(submitComplaint, { body })
  const { rows } = await world.installation.admin.pool.query<{ id: string }>(
    'select id from complaints where number = $1',
    [number],
  )
  return { id: rows[0]?.id ?? '', number, word }
}

function today(world: AccessWorld): string {
  return world.installation.services.clock.today()
}

export const ORGANISATION_CASES: readonly AccessCase[] = [
  accessCase(listOrganisations, {}, () => ({ input: {} })),
  accessCase(getOrganisation, {}, (world) => ({ input: { params: { id: world.orgs.station } } })),
  accessCase(createOrganisation, { home: 'institute' }, (world) => {
    const { institute } = world.orgs
    const body = {
      name: '新站',
      shortName: '新站',
      level: 'station',
      kind: 'unit',
      parentId: institute,
      from: today(world),
    }
    return { input: { body } }
  }),
  accessCase(renameOrganisation, {}, (world) => ({
    input: { params: { id: world.orgs.station }, body: { name: '站', shortName: '站', from: today(world) } },
  })),
  accessCase(moveOrganisation, { home: 'institute' }, async (world) => ({
    input: { params: { id: await makeStation(world) }, body: { parentId: world.orgs.institute, from: today(world) } },
  })),
  accessCase(mergeOrganisation, { home: 'institute' }, async (world) => ({
    input: {
      params: { id: await makeStation(world) },
      body: { intoId: await makeStation(world), from: dayAfter(today(world)) },
    },
  })),
]

export const ACCOUNT_CASES: readonly AccessCase[] = [
  accessCase(listAccounts, {}, async (world) => {
    const canary = await makeAccount(world)
    return { input: { query: { limit: 200, search: canary.slice(-4) } }, canary }
  }),
  accessCase(getAccount, {}, async (world) => ({ input: { params: { id: await makeAccount(world) } } })),
  accessCase(grantRole, {}, async (world) => ({
    input: {
      params: { id: await makeAccount(world) },
      body: { role: 'grid-worker' as const, orgId: world.orgs.station },
    },
  })),
  accessCase(revokeRole, {}, async (world) => {
    const id = await makeAccount(world)
    const account = await (await world.by('district-admin', 'district')).get(getAccount, { params: { id } })
    return { input: { params: { id, assignmentId: account.assignments[0]?.id ?? '' } } }
  }),
  accessCase(disableAccount, {}, async (world) => ({
    input: { params: { id: await makeAccount(world) }, body: { reason: '离职' } },
  })),
  accessCase(listInvitations, {}, async (world) => {
    const { id } = await makeInvitation(world)
    return { input: { query: { limit: 200 } }, canary: id }
  }),
  accessCase(invite, {}, (world) => ({
    input: { body: { name: '新同事', role: 'volunteer' as const, orgId: world.orgs.station } },
  })),
  accessCase(renewInvitation, {}, async (world) => ({ input: { params: { id: (await makeInvitation(world)).id } } })),
  accessCase(withdrawInvitation, {}, async (world) => ({
    input: { params: { id: (await makeInvitation(world)).id } },
  })),
  accessCase(readInvitation, {}, async (world) => ({
    input: { body: { secret: (await makeInvitation(world)).secret } },
  })),
  accessCase(acceptInvitation, {}, async (world) => ({
    input: {
      body: { secret: (await makeInvitation(world)).secret, username: `n${newId().slice(-12)}`, password: PASSWORD },
    },
  })),
]

export const SESSION_CASES: readonly AccessCase[] = [
  accessCase(signIn, { after: ['wrong-credentials'] }, () => ({
    input: { body: { username: 'nobody', password: PASSWORD } },
  })),
  accessCase(signOut, {}, () => ({ input: {} })),
  accessCase(getMe, {}, () => ({ input: {} })),
  accessCase(listSessions, {}, () => ({ input: {} })),
  accessCase(endSession, { after: ['not-found'] }, () => ({ input: { params: { id: newId() } } })),
  accessCase(beginSecondFactor, {}, () => ({ input: {} })),
  accessCase(confirmSecondFactor, { after: ['wrong-credentials'] }, () => ({ input: { body: { code: '000000' } } })),
  accessCase(changePassword, { after: ['wrong-credentials'] }, () => ({
    input: { body: { current: 'x', next: PASSWORD } },
  })),
]

export const AUDIT_CASES: readonly AccessCase[] = [
  accessCase(listAuditEvents, {}, async (world) => {
    const { id } = await makeInvitation(world)
    return { input: { query: { recordId: id } }, canary: id }
  }),
  accessCase(checkChain, {}, () => ({ input: {} })),
  accessCase(askAuditExport, { after: ['wrong-credentials', 'account-locked'] }, () => ({
    input: { body: { from: '2026-11-01', to: '2026-11-23', code: '000000' } },
  })),
]

const KEY_REFUSALS = ['wrong-credentials', 'account-locked', 'whole-installation-only'] as const
export const KEY_CASES: readonly AccessCase[] = [
  accessCase(readMasterKeys, { after: ['whole-installation-only'] }, () => ({ input: {} })),
  accessCase(rotateMasterKey, { after: KEY_REFUSALS }, () => ({ input: { body: { code: '000000' } } })),
  accessCase(retireMasterKey, { after: KEY_REFUSALS }, () => ({
    input: { params: { number: '1' }, body: { code: '000000' } },
  })),
]

export const COMPLAINT_CASES: readonly AccessCase[] = [
  accessCase(submitComplaint, {}, (world) => ({
    input: { body: { words: '楼道灯坏了', aboutOrgId: world.orgs.station } },
  })),
  accessCase(followComplaint, {}, async (world) => {
    const { number, word } = await makeComplaint(world)
    return { input: { body: { number, word } } }
  }),
  accessCase(objectToAnswer, { after: ['move-not-allowed'] }, async (world) => {
    const { number, word } = await makeComplaint(world)
    return { input: { body: { number, word, words: '没有修好' } } }
  }),
  accessCase(listComplaints, { home: 'institute' }, async (world) => {
    const { number } = await makeComplaint(world)
    return { input: { query: { limit: 200 } }, canary: number }
  }),
  accessCase(answerComplaint, { home: 'institute' }, async (world) => ({
    input: { params: { id: (await makeComplaint(world)).id }, body: { answer: '已修好' } },
  })),
]

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
