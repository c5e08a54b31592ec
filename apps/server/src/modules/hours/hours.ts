import { issueCertificate, printCertificates as printCertificatesRoute } from '@yimi/contract/certificate-desk.ts'
import {
  checkCertificate,
  listMyCertificates,
  makeMyCertificate,
  printMyCertificate,
} from '@yimi/contract/hour-certificate.ts'
import { getHourRules, setHourRules } from '@yimi/contract/hour-rules.ts'
import { getMyHours, getVolunteerHours, reverseEntry } from '@yimi/contract/hours.ts'
import {
  enterLateHours,
  listHeldHours,
  listHourNotices,
  listLateHours,
  moveHeldHours,
  moveLateHours,
} from '@yimi/contract/late-hours.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { orgNames } from '#modules/organisations/organisations.ts'
import { withOrgs } from '#modules/teams/teams.ts'
import { dayOf } from '#platform/clock.ts'
import { Refusal } from '#platform/fault.ts'
import { timedMove } from '#platform/flow/fire-timers.ts'
import { implement, type Operation, type RequestContext } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { certificatesAnswer, certify, check } from './certificates.ts'
import { layDown, readRules } from './counting-rules.ts'
import { list as listHeld, moveOne as moveHeld } from './held-hours.ts'
import { registerHoursPart } from './hours-part.ts'
import { enter, list as listLate, moveOne as moveLate } from './late-hours.ts'
import { noticesShown } from './late-queries.ts'
import { lateHoursRules } from './late-rules.ts'
import { printCertificates } from './print-certificates.ts'
import { findOwn, openOne, readOf, readOwn, takeBack } from './read-hours.ts'

export { heldHoursRules } from './held-rules.ts'
export { hourAddresses } from './hour-addresses.ts'
export { hourFigures } from './hour-figures.ts'
export { hoursToday } from './hours-today.ts'
export { lateHoursRules } from './late-rules.ts'
export { type Attended, type Posted, postHours, reverseHours } from './post-hours.ts'

/** Service hours: a ledger that only attendance writes to, what waits to be looked at, and certificates of it. */
export function hourOperations({ jobs, keyring, clock, printing }: Services): Operation[] {
  registerHoursPart()
  jobs.timers.set('late-hours', timedMove(lateHoursRules, { keyring, now: () => clock.now() }))
  return [
    implement(getMyHours, (context, { query }) => readOwn(context, query)),
    implement(listMyCertificates, (context) => listOwnCertificates(context)),
    implement(makeMyCertificate, async (context, { body }) => {
      const own = await findOwn(context)
      if (!own) throw new Refusal('not-a-volunteer')
      return withOrgs(context, [own.orgId], (widened) => certify(widened, own, body, null))
    }),
    implement(getVolunteerHours, (context, { params, query }) => readOf(context, params.id, query)),
    implement(issueCertificate, async (context, { params, body }) =>
      certify(context, await openOne(context, params.id), body, context.actor.accountId ?? null),
    ),
    implement(printMyCertificate, async (context, { params }) => {
      const own = await findOwn(context)
      if (!own) throw new Refusal('not-found')
      return withOrgs(context, [own.orgId], (widened) => printCertificates(widened, printing, own, params.id))
    }),
    implement(printCertificatesRoute, async (context, { params }) =>
      printCertificates(context, printing, await openOne(context, params.id)),
    ),
    implement(reverseEntry, (context, { params, body }) => takeBack(context, params.id, body.reason)),
    implement(listLateHours, (context, { query }) => listLate(context, query)),
    implement(enterLateHours, (context, { body }) => enter(context, body)),
    implement(moveLateHours, (context, { params, body }) => moveLate(context, params.id, body)),
    implement(listHeldHours, (context, { query }) => listHeld(context, query)),
    implement(moveHeldHours, (context, { params, body }) => moveHeld(context, params.id, body)),
    implement(getHourRules, (context, { params }) => readRules(context, params.id)),
    implement(setHourRules, (context, { params, body }) => layDown(context, params.id, body)),
    implement(listHourNotices, (context) => listNotices(context)),
    implement(checkCertificate, (context, { params }) => check(context, params.number)),
  ]
}

async function listOwnCertificates(context: RequestContext): Promise<RouteAnswer<typeof listMyCertificates>> {
  const own = await findOwn(context)
  if (!own) return { items: [] }
  return withOrgs(context, [own.orgId], async (widened) => ({ items: await certificatesAnswer(widened, own) }))
}

async function listNotices(context: RequestContext): Promise<RouteAnswer<typeof listHourNotices>> {
  const rows = await noticesShown(context.tx, context.now)
  const names = await orgNames(
    context.tx,
    rows.map((row) => row.org_id),
    context.today,
  )
  return {
    items: rows.map((row) => ({
      number: row.number,
      orgName: names.get(row.org_id) ?? '',
      volunteerNumber: row.volunteer_number,
      day: row.day,
      minutes: row.minutes,
      content: row.content,
      from: dayOf(row.notice_from),
      until: dayOf(row.notice_until),
    })),
  }
}
