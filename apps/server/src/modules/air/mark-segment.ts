import { type markSegment, RundownMark } from '@yimi/contract/on-air.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { z } from 'zod'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { keepRundownMarks } from './air-queries.ts'
import { lockOnAir } from './lock-on-air.ts'

/** The director goes to a segment of the rundown; what was marked after it is taken back. */
export async function mark(
  context: RequestContext,
  { params, body }: OperationInput<typeof markSegment>,
): Promise<RouteAnswer<typeof markSegment>> {
  const { broadcast, session } = await lockOnAir(context, params.id)
  const { index } = body
  if (!Array.isArray(broadcast.rundown) || index >= broadcast.rundown.length) throw new Refusal('not-found')
  const before = readMarks(session?.rundown_marks)
  const known = before.find((one) => one.index === index)
  const marks = [
    ...before.filter((one) => one.index < index),
    // Whoever presses once too often and goes back finds the segment as it was.
    known ?? { index, at: context.now.toISOString() },
  ]
  await keepRundownMarks(context.tx, params.id, marks)
  await recordAct(context, {
    kind: 'rundown',
    recordId: params.id,
    orgId: broadcast.org_id,
    act: 'mark',
    refs: { index },
  })
  return { marks }
}

export function readMarks(stored: unknown): RundownMark[] {
  return z.array(RundownMark).parse(stored ?? [])
}
