import { definePersonPart, onLifeEvent, type PersonPart } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { move } from '#platform/flow/move.ts'
import { staysOf } from './membership-queries.ts'
import { volunteerRules } from './team-rules.ts'
import {
  agreementsOf,
  emptySkills,
  findVolunteer,
  findVolunteerOf,
  skillsOf,
  updateVolunteer,
  volunteersOfPeople,
} from './volunteer-queries.ts'
import { guardianContext, issuerContext, unifiedContext } from './volunteer-words.ts'

/** What the corps holds of a person, and what follows from a death. A move ends nobody's service: people serve where they like. */
export function registerVolunteerPart(): void {
  definePersonPart(volunteerPart)
  onLifeEvent('death', 'teams', async (context, event) => {
    if (event.phase === 'confirmed') await endVolunteering(context, { personId: event.personId })
  })
}

/**
 * The person is dead, or takes part no longer: off the list and out of every team in the same transaction. Nothing happens
 * for whoever is no volunteer, or left already.
 */
export async function endVolunteering(
  context: FlowContext,
  whose: { personId: string } | { volunteerId: string },
): Promise<void> {
  const row =
    'personId' in whose
      ? await findVolunteerOf(context.tx, whose.personId)
      : await findVolunteer(context.tx, whose.volunteerId)
  if (!row || row.state === 'left') return
  const actor = systemActor([row.org_id])
  await withMoreOrgs(context.tx, [row.org_id], () =>
    move({ ...context, actor }, volunteerRules, { recordId: row.id, orgId: row.org_id, move: 'leave' }),
  )
}

const volunteerPart: PersonPart = {
  name: 'volunteer',
  label: '志愿者登记',
  async export(context, personId) {
    const { tx, keyring } = context
    const row = await findVolunteerOf(tx, personId)
    if (!row) return undefined
    const key = (await dataKeysOf(tx, keyring, 'person', [personId])).get(personId)
    const open = (sealed: Buffer | null, place: string) => (sealed && key ? key.open(sealed, place) : '')
    return {
      number: row.number,
      joinedOn: row.joined_on,
      state: row.state,
      unifiedNumber: open(row.unified_number_enc, unifiedContext(row.id)),
      guardian: open(row.guardian_enc, guardianContext(row.id)),
      guardianConsentOn: row.guardian_consent_on,
      identityCheckedOn: row.identity_checked_on,
      availability: row.availability,
      skills: (await skillsOf(tx, row.id)).map((skill) => ({
        label: skill.label,
        issuer: open(skill.issuer_enc, issuerContext(skill.id)),
        expiresOn: skill.expires_on,
      })),
      agreements: (await agreementsOf(tx, row.id)).map(({ kind, signed_on, from_day, until_day }) => ({
        kind,
        signedOn: signed_on,
        from: from_day,
        until: until_day,
      })),
      stays: (await staysOf(tx, [row.id])).map(({ team_id, role, state, from_day, until_day }) => ({
        teamId: team_id,
        role,
        state,
        from: from_day,
        until: until_day,
      })),
    }
  },
  async holds({ tx }, personIds) {
    return (await volunteersOfPeople(tx, personIds)).flatMap((row) => (row.state === 'left' ? [] : [row.person_id]))
  },
  async erase(context, personId) {
    await endVolunteering(context, { personId })
    const row = await findVolunteerOf(context.tx, personId)
    if (!row) return
    await withMoreOrgs(context.tx, [row.org_id], async () => {
      await updateVolunteer(context.tx, row.id, { unified_number_enc: null, guardian_enc: null, availability: [] })
      await emptySkills(context.tx, row.id, context.now)
    })
  },
}
