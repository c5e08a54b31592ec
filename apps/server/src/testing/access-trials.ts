import { ROLES, type Role } from '@yimi/contract/roles.ts'
import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { plantWorkRules } from '#modules/studio/studio.ts'
import { CAPABILITY_TABLE } from '../platform/access/capability-table.ts'
import { inScope } from '../platform/database/scope.ts'
import type { AnyRoute } from '../platform/http/operation.ts'
import type { AccessCase, AccessWorld } from './access-case.ts'
import { ACTIVITY_CASES } from './access-cases-activities.ts'
import { DOOR_CASES, ENTRY_CASES, INCIDENT_CASES, MY_DATA_CASES, NOTICE_CASES } from './access-cases-care.ts'
import { HOUR_CASES } from './access-cases-hours.ts'
import { DUPLICATE_CASES, IMPORT_CASES, LIST_CASES } from './access-cases-imports.ts'
import { CODING_CASES, NEED_CASES, STATISTIC_CASES } from './access-cases-needs.ts'
import { ORDER_CASES } from './access-cases-orders.ts'
import { PARTNER_CASES, PROGRAMME_CASES } from './access-cases-partners.ts'

import { BESIDES_CASES, GROUND_CASES, PEOPLE_CASES } from './access-cases-people.ts'
import { QUESTIONNAIRE_CASES } from './access-cases-questionnaires.ts'
import { ROUND_CASES, WALKER_CASES } from './access-cases-rounds.ts'
import { SERVICE_CASES } from './access-cases-services.ts'
import {
  AIR_CASES,
  AUDIENCE_CASES,
  BROADCAST_CASES,
  GUEST_CASES,
  MATRIX_CASES,
  PAGE_CASES,
  THING_CASES,
} from './access-cases-studio.ts'
import { TEAM_CASES, VOLUNTEER_CASES } from './access-cases-teams.ts'
import { TRIGGER_CASES } from './access-cases-triggers.ts'
import {
  ACCOUNT_CASES,
  AUDIT_CASES,
  COMPLAINT_CASES,
  KEY_CASES,
  ORGANISATION_CASES,
  SESSION_CASES,
} from './access-cases-units.ts'
import { VISIT_CASES } from './access-cases-visits.ts'
import { createTestInstallation, type TestCaller, type TestInstallation, type TestOrg } from './test-installation.ts'

export const ACCESS_CASES: readonly AccessCase[] = [
  ...ORGANISATION_CASES,
  ...ACCOUNT_CASES,
  ...SESSION_CASES,
  ...AUDIT_CASES,
  ...KEY_CASES,
  ...COMPLAINT_CASES,
  ...NOTICE_CASES,
  ...INCIDENT_CASES,
  ...DOOR_CASES,
  ...ENTRY_CASES,
  ...MY_DATA_CASES,
  ...THING_CASES,
  ...GUEST_CASES,
  ...BROADCAST_CASES,
  ...AIR_CASES,
  ...AUDIENCE_CASES,
  ...MATRIX_CASES,
  ...PAGE_CASES,
  ...IMPORT_CASES,
  ...DUPLICATE_CASES,
  ...TEAM_CASES,
  ...VOLUNTEER_CASES,
  ...ROUND_CASES,
  ...VISIT_CASES,
  ...WALKER_CASES,
  ...SERVICE_CASES,
  ...QUESTIONNAIRE_CASES,
  ...TRIGGER_CASES,
  ...ORDER_CASES,
  ...NEED_CASES,
  ...CODING_CASES,
  ...STATISTIC_CASES,
  ...HOUR_CASES,
  ...ACTIVITY_CASES,
  ...PARTNER_CASES,
  ...PROGRAMME_CASES,
  ...LIST_CASES,
  ...GROUND_CASES,
  ...PEOPLE_CASES,
  ...BESIDES_CASES,
]
/** Those whose capability stands in the table. */
export const GUARDED = ACCESS_CASES.filter((one) => !['public', 'signed-in'].includes(one.route.capability))
/** Lists whose answer is the same for everybody who may ask. */
export const SAME_FOR_ALL = [
  'GET /organisations',
  'GET /organisations/:id',
  'POST /audit/check',
  'POST /audit/exports',
  'GET /import-kinds',
  'GET /statistic-series',
  'GET /master-keys',
  'POST /master-keys',
  'POST /master-keys/:number/retire',
]

const ABOVE: Readonly<Record<AccessCase['home'], TestOrg[]>> = {
  station: ['institute', 'district'],
  institute: ['district'],
}
export const ELSEWHERE: Readonly<Record<AccessCase['home'], TestOrg[]>> = {
  station: ['sibling', 'otherStation', 'otherInstitute'],
  institute: ['station', 'otherInstitute', 'otherStation'],
}

export async function openWorld(): Promise<AccessWorld> {
  const installation = await createTestInstallation()
  const { district } = installation.orgs
  await inScope(installation.services.database, { role: 'yimi_app', orgs: [district] }, (tx) =>
    plantWorkRules(tx, district, new Date('2026-01-01T00:00:00Z')),
  )
  return { installation, orgs: installation.orgs, by: onceEach(installation), other: onceEach(installation) }
}

/** One account for a role at a unit, made when it is first asked for. */
function onceEach(installation: TestInstallation): AccessWorld['by'] {
  const callers = new Map<string, Promise<TestCaller>>()
  return (role, org) => {
    const key = `${role} ${org}`
    const caller = callers.get(key) ?? installation.as(role, org)
    callers.set(key, caller)
    return caller
  }
}

export function nameOf(route: AnyRoute): string {
  return `${route.method} ${route.path}`
}

export function named(cases: readonly AccessCase[]): { name: string; one: AccessCase }[] {
  return cases.map((one) => ({ name: nameOf(one.route), one }))
}

export function rolesWith(one: AccessCase, wanted: (reach: string) => boolean): Role[] {
  const row = [...CAPABILITY_TABLE].find(([capability]) => capability === one.route.capability)?.[1]
  return ROLES.filter((role) => wanted(row?.get(role) ?? 'none'))
}

/** The role a case is tried with: the one it names, else the first that the table lets. */
export function roleOf(one: AccessCase): Role {
  const [first] = rolesWith(one, (reach) => reach === 'area' || reach === 'all')
  return one.role ?? (one.makersOnly ? 'producer' : (first ?? 'producer'))
}

export function expectGiven(one: AccessCase, answer: LightMyRequestResponse, who: string): void {
  if (answer.statusCode < 300) return
  expect(one.after, `${who}: ${answer.statusCode} ${answer.body}`).toContain(answer.json().code)
}

export function expectRefused(answer: LightMyRequestResponse, status: number, code: string, who: string): void {
  expect(`${answer.statusCode} ${answer.json().code}`, `${who}: ${answer.body}`).toBe(`${status} ${code}`)
}

/** The same role at the record's unit, above it, and elsewhere. */
export async function tryRecord(world: AccessWorld, one: AccessCase): Promise<void> {
  const role = roleOf(one)
  let { send } = await one.arrange(world)
  for (const org of ELSEWHERE[one.home])
    expectRefused(await send(await world.by(role, org)), 404, 'not-found', `${role} of ${org}`)
  // What was refused is as it was, and reading changes nothing: a fresh record is needed after each write alone.
  for (const [turn, org] of [one.home, ...ABOVE[one.home]].entries()) {
    if (turn > 0 && one.route.method !== 'GET') ({ send } = await one.arrange(world))
    expectGiven(one, await send(await world.other(role, org)), `${role} of ${org}`)
  }
}

/** The list holds the record for its unit and those above, and for nobody else. */
export async function tryList(world: AccessWorld, one: AccessCase): Promise<void> {
  const role = roleOf(one)
  const { send, shows } = await one.arrange(world)
  expect(shows, 'the case says how its record is recognised').toBeDefined()
  for (const org of [one.home, ...ABOVE[one.home], ...ELSEWHERE[one.home]]) {
    const answer = await send(await world.by(role, org))
    expect(answer.statusCode, answer.body).toBe(200)
    expect(shows?.(answer.json()), `${role} of ${org}`).toBe(!ELSEWHERE[one.home].includes(org))
  }
}
