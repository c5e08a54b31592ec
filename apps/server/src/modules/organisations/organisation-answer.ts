import type { Organisation } from '@yimi/contract/organisation.ts'
import { ProgramFault } from '#platform/fault.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findOrganisation, type OrganisationRow } from './organisation-queries.ts'

export function answerOf(row: OrganisationRow): Organisation {
  return {
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    level: row.level,
    levelLabel: row.level_label,
    kind: row.kind,
    kindLabel: row.kind_label,
    parentId: row.parent_id,
    from: row.from,
    until: row.until,
    mergedInto: row.merged_into,
  }
}

/** The organisation as it is on the day. */
export async function answerOn(context: RequestContext, id: string, day: string): Promise<Organisation> {
  const row = await findOrganisation(context.tx, id, day)
  if (!row) throw new ProgramFault('an organisation that was just written is not there')
  return answerOf(row)
}
