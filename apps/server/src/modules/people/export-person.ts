import type { exportPerson } from '@yimi/contract/person.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { personParts } from './person-parts.ts'
import { getResident } from './read-residents.ts'

export async function exportFor(
  context: RequestContext,
  { params, body }: OperationInput<typeof exportPerson>,
): Promise<RouteAnswer<typeof exportPerson>> {
  const row = await getResident(context, params.id)
  context.mayOn({ orgId: row.org_id })
  await recordAct(context, {
    kind: 'person',
    recordId: row.id,
    orgId: row.org_id,
    act: 'export',
    detail: { reason: body.reason },
    keySubject: { kind: 'person', id: row.id },
  })
  return { madeAt: context.now.toISOString(), parts: await exportParts(context, row.id) }
}

/** Everything that the modules hold of a person, in the clear, part by part. The caller records that it was given out. */
export async function exportParts(
  context: FlowContext,
  personId: string,
): Promise<{ name: string; label: string; content: unknown }[]> {
  const parts: { name: string; label: string; content: unknown }[] = []
  for (const part of personParts()) {
    const content = await part.export(context, personId)
    if (content !== undefined) parts.push({ name: part.name, label: part.label, content })
  }
  return parts
}
