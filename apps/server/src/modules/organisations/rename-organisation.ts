import type { Organisation, renameOrganisation } from '@yimi/contract/organisation.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { openForChange, requireDay } from './change-rules.ts'
import { writeVersion } from './dated-writes.ts'
import { answerOn } from './organisation-answer.ts'
import { findOrganisation } from './organisation-queries.ts'

export async function rename(
  context: RequestContext,
  id: string,
  wanted: RouteBody<typeof renameOrganisation>,
): Promise<Organisation> {
  const { org, keeper } = await openForChange(context, id)
  requireDay(context, org, wanted.from)
  // The level that counts on that day goes on; only the name changes.
  const then = await findOrganisation(context.tx, id, wanted.from)
  await writeVersion(context.tx, { orgId: id, ...wanted, level: then?.level ?? org.level })
  await recordAct(context, {
    kind: 'organisation',
    recordId: id,
    orgId: keeper,
    act: 'rename',
    refs: { from: wanted.from },
    detail: { before: then?.name ?? org.name, name: wanted.name, shortName: wanted.shortName },
  })
  return answerOn(context, id, wanted.from)
}
