import { randomInt } from 'node:crypto'
import type { issueCertificate } from '@yimi/contract/certificate-desk.ts'
import { type checkCertificate, HourCertificate, type makeMyCertificate } from '@yimi/contract/hour-certificate.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { encode } from 'uqr'
import { accountNames } from '#modules/accounts/accounts.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { peopleGone, readPeople } from '#modules/people/people.ts'
import { type ListedVolunteer, namesOf, withOrgs } from '#modules/teams/teams.ts'
import { dayOf } from '#platform/clock.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import {
  type CertificateRow,
  certificateNumbered,
  certificatesOf,
  findCertificate,
  insertCertificate,
} from './certificate-queries.ts'
import { contentOf } from './hour-queries.ts'

/** Read from paper and typed: no letter that looks like a digit. Twelve of them are found by nobody who guesses. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LETTER_COUNT = 12

/**
 * A certificate of what counted in the period. By staff, who answer for it; or by the volunteer himself, who needs nobody's
 * leave, with no handler named on it.
 */
export async function certify(
  context: RequestContext,
  volunteer: ListedVolunteer,
  period: RouteBody<typeof issueCertificate>,
  handler: string | null,
): Promise<RouteAnswer<typeof makeMyCertificate>> {
  const { tx, now } = context
  const lines = await contentOf(tx, volunteer.id, period)
  const minutes = lines.reduce((sum, line) => sum + line.minutes, 0)
  if (minutes === 0) throw new Refusal('nothing-to-certify')
  const id = newId()
  await insertCertificate(tx, {
    id,
    org_id: volunteer.orgId,
    volunteer_id: volunteer.id,
    person_id: volunteer.personId,
    number: newNumber(),
    from_day: period.from,
    until_day: period.until,
    minutes,
    lines,
    issued_by: handler,
    issued_at: now,
  })
  await recordAct(context, { kind: 'hour-certificate', recordId: id, orgId: volunteer.orgId, act: 'issue' })
  const row = await findCertificate(tx, id)
  const [answer] = row ? await answersOf(context, volunteer, [row]) : []
  if (!answer) throw new ProgramFault('a certificate that was just made is not there')
  return answer
}

export async function certificatesAnswer(
  context: RequestContext,
  volunteer: ListedVolunteer,
): Promise<HourCertificate[]> {
  return answersOf(context, volunteer, await certificatesOf(context.tx, volunteer.personId))
}

/** For anybody with the number: whose it is by the first character alone, and nothing that is not on the paper. */
export async function check(context: RequestContext, given: string): Promise<RouteAnswer<typeof checkCertificate>> {
  const { tx, keyring, today } = context
  await takeScope(tx, { role: 'yimi_public' })
  const found = await certificateNumbered(tx, comparableNumber(given))
  if (!found) return NOTHING
  await takeScope(tx, { role: 'yimi_app', orgs: [found.org_id], personId: found.person_id })
  const row = await findCertificate(tx, found.id)
  const person = (await readPeople(tx, keyring, [found.person_id])).get(found.person_id)
  const isGone = !person || person.erased || (await peopleGone(tx, [found.person_id])).has(found.person_id)
  if (!row) return NOTHING
  if (row.revoked_at) return { ...NOTHING, result: 'revoked' }
  return {
    result: 'valid',
    nameMasked: isGone ? '' : maskName(person.name),
    orgName: (await orgNames(tx, [row.org_id], today)).get(row.org_id) ?? '',
    from: row.from_day,
    until: row.until_day,
    minutes: row.minutes,
    issuedOn: dayOf(row.issued_at),
  }
}

const NOTHING: RouteAnswer<typeof checkCertificate> = {
  result: 'unknown',
  nameMasked: '',
  orgName: '',
  from: null,
  until: null,
  minutes: 0,
  issuedOn: null,
}

/** `林＊＊`: enough to compare with a paper in the hand. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name]
  return first + '＊'.repeat(rest.length)
}

async function answersOf(
  context: RequestContext,
  volunteer: ListedVolunteer,
  rows: readonly CertificateRow[],
): Promise<HourCertificate[]> {
  const { tx, today } = context
  const name = (await namesOf(context, [volunteer])).get(volunteer.personId)?.name ?? ''
  const orgs = rows.map((row) => row.org_id)
  const units = await orgNames(tx, orgs, today)
  const handlers = await withOrgs(context, orgs, () =>
    accountNames(
      tx,
      rows.flatMap((row) => row.issued_by ?? []),
    ),
  )
  const { protocol, host } = context.request
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    name,
    volunteerNumber: volunteer.number,
    orgName: units.get(row.org_id) ?? '',
    from: row.from_day,
    until: row.until_day,
    minutes: row.minutes,
    lines: HourCertificate.shape.lines.parse(row.lines),
    handler: handlers.get(row.issued_by ?? '') ?? '',
    issuedAt: row.issued_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    qr: qrRows(`${protocol}://${host}/#/certificate/${row.number}`),
  }))
}

function newNumber(): string {
  const letters = Array.from({ length: LETTER_COUNT }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('')
  return letters.replace(/(.{4})(?=.)/g, '$1-')
}

/** However it was typed: small letters, blanks, none of the strokes. */
function comparableNumber(given: string): string {
  return given
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/(.{4})(?=.)/g, '$1-')
}

function qrRows(text: string): string[] {
  return encode(text, { ecc: 'M', border: 0 }).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
}
