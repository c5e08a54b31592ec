import { definePersonPart, type PersonPart } from '#modules/people/people.ts'
import { listedVolunteers } from '#modules/teams/teams.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { moveMany } from '#platform/flow/move.ts'
import { certificatesOf, revokeCertificates } from './certificate-queries.ts'
import { heldOfVolunteer } from './held-queries.ts'
import { heldHoursRules } from './held-rules.ts'
import { entriesPage } from './hour-queries.ts'
import { reasonContext, whyContext } from './hour-words.ts'
import { openLateOf } from './late-queries.ts'
import { lateHoursRules } from './late-rules.ts'

/** More than anybody serves in a life. */
const EXPORTED_MAX = 50_000

/** What the ledger holds of a person. Entries stay, as cash rows do: without the person's key nobody is named by them. */
export function registerHoursPart(): void {
  definePersonPart(hoursPart)
}

const hoursPart: PersonPart = {
  name: 'hours',
  label: '志愿服务时长',
  async export({ tx, keyring }, personId) {
    const [volunteer] = await listedVolunteers(tx, { personIds: [personId] })
    if (!volunteer) return undefined
    const key = (await dataKeysOf(tx, keyring, 'person', [personId])).get(personId)
    const entries = await entriesPage(tx, volunteer.id, { offset: 0, limit: EXPORTED_MAX })
    return {
      entries: entries.rows.map((row) => ({
        day: row.day,
        from: row.from.toISOString(),
        until: row.until.toISOString(),
        content: row.content,
        place: row.place,
        minutesCounted: row.minutes_counted,
        reason: row.reason_enc && key ? key.open(row.reason_enc, reasonContext(row.id)) : '',
      })),
      held: (await heldOfVolunteer(tx, volunteer.id)).map(({ day, content, reasons }) => ({ day, content, reasons })),
      late: (await openLateOf(tx, volunteer.id)).map((row) => ({
        number: row.number,
        day: row.day,
        content: row.content,
        why: key?.open(row.why_enc, whyContext(row.id)) ?? '',
      })),
      certificates: (await certificatesOf(tx, personId)).map(({ number, from_day, until_day, minutes }) => ({
        number,
        from: from_day,
        until: until_day,
        minutes,
      })),
    }
  },
  async erase(context, personId) {
    const [volunteer] = await listedVolunteers(context.tx, { personIds: [personId] })
    if (!volunteer) return
    await stopWaiting(context, volunteer.id)
    await withMoreOrgs(context.tx, [volunteer.orgId], () =>
      revokeCertificates(context.tx, { personId }, { at: context.now, why: 'erased' }),
    )
  },
}

async function stopWaiting(context: FlowContext, volunteerId: string): Promise<void> {
  const held = await heldOfVolunteer(context.tx, volunteerId)
  const late = await openLateOf(context.tx, volunteerId)
  const orgs = [...new Set([...held, ...late].map((row) => row.org_id))]
  const system = { ...context, actor: systemActor(orgs) }
  await withMoreOrgs(context.tx, orgs, async () => {
    await moveMany(
      system,
      heldHoursRules,
      held.map((row) => ({ recordId: row.id, orgId: row.org_id, move: 'drop' })),
    )
    await moveMany(
      system,
      lateHoursRules,
      late.map((row) => ({ recordId: row.id, orgId: row.org_id, move: 'withdraw' })),
    )
  })
}
