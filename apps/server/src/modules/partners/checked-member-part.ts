import { definePersonPart } from '#modules/people/people.ts'
import { volunteerOf } from '#modules/teams/teams.ts'
import { withMoreOrgs } from '#platform/database/scope.ts'
import { emptyMembersOf, membersJoinedAs } from './member-queries.ts'

/** The line on an organisation's list by which a person came into the corps: shown with the rest, and emptied with it. */
export function registerCheckedMemberPart(): void {
  definePersonPart({
    name: 'checked-member',
    label: '单位报到名单',
    async export({ tx }, personId) {
      const volunteer = await volunteerOf(tx, personId)
      if (!volunteer) return undefined
      const rows = await withMoreOrgs(tx, [volunteer.orgId], () => membersJoinedAs(tx, volunteer.id))
      return rows.length === 0 ? undefined : rows.map((row) => ({ partner: row.name, listedOn: row.listed_on }))
    },
    async erase({ tx }, personId) {
      const volunteer = await volunteerOf(tx, personId)
      if (volunteer) await withMoreOrgs(tx, [volunteer.orgId], () => emptyMembersOf(tx, volunteer.id))
    },
  })
}
