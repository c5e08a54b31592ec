import type { CodingRound, startCodingRound } from '@yimi/contract/coding.ts'
import type { RouteBody } from '@yimi/contract/route.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { textsCalled } from './codable-texts.ts'
import { findFrames, insertItems, insertRound } from './coding-queries.ts'
import { drawSample } from './draw-sample.ts'
import { roundById, roundOf } from './read-rounds.ts'

/** As many as two people read in a day or two; more is a second round. */
const TEXTS_MAX = 2000

/** Whoever starts it codes first. Which words are in it, and which of them a second coder gets, is fixed here. */
export async function start(context: RequestContext, body: RouteBody<typeof startCodingRound>): Promise<CodingRound> {
  const { tx, now, actor } = context
  context.mayOn({ orgId: body.orgId })
  if (!actor.accountId) throw new ProgramFault('whoever codes has an account')
  if (!(await findFrames(tx, [body.frameVersionId])).has(body.frameVersionId))
    throw fault('frameVersionId', '请从编码表中选择')
  const texts = await textsCalled(context, body.source)
  if (!texts) throw fault('source', '请选择要编码的内容')
  if (texts.mayRead && !texts.mayRead(context, body.orgId)) throw new Refusal('no-right')
  const ids = await texts.list(context, body)
  if (ids.length === 0) throw fault('until', '这段时间没有可以编码的原话，请换一段时间')
  if (ids.length > TEXTS_MAX) throw fault('until', `一轮最多 ${TEXTS_MAX} 条，这段时间有 ${ids.length} 条，请分几轮`)
  const id = newId()
  await insertRound(tx, {
    id,
    org_id: body.orgId,
    frame_version_id: body.frameVersionId,
    source: body.source,
    from_day: body.from,
    until_day: body.until,
    share: body.share,
    seed: body.seed,
    first_coder: actor.accountId,
    made_at: now,
  })
  const drawn = drawSample(ids, body.share, body.seed)
  await insertItems(
    tx,
    ids.map((textId, position) => ({
      id: newId(),
      org_id: body.orgId,
      round_id: id,
      text_id: textId,
      position,
      second: drawn.has(textId),
    })),
  )
  await recordAct(context, {
    kind: 'coding-round',
    recordId: id,
    orgId: body.orgId,
    act: 'create',
    refs: { frameVersionId: body.frameVersionId, source: body.source, seed: body.seed, share: body.share },
  })
  return roundOf(context, await roundById(context, id))
}

function fault(path: string, message: string): Refusal {
  return new Refusal('bad-request', { faults: [{ path: [path], message }] })
}
