import { type addToMyReport, LifeEventWords, type MyReport } from '@yimi/contract/life-event.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeysOf } from '#platform/crypto/data-keys.ts'
import { Refusal } from '#platform/fault.ts'
import type { OperationInput, RequestContext } from '#platform/http/operation.ts'
import { eventsReportedBy, type LifeEventRow, lockLifeEvents, setSaid } from './life-event-queries.ts'
import { openLifeEvent, wordsContext } from './life-event-words.ts'
import { seePeopleOf } from './life-events.ts'
import { readPeople } from './person-names.ts'
import { doorsOf } from './read-residents.ts'
import { takeReportBack } from './report-life-event.ts'
import { keyOfPerson } from './seal-person.ts'

const SHOWN_DAYS = 90
const DAY_MS = 86_400_000

/** What the caller said, and how it stands; nothing of what followed from it. */
export async function listReported(context: RequestContext): Promise<{ items: MyReport[] }> {
  const { tx, actor, now } = context
  if (!actor.accountId) return { items: [] }
  await seePeopleOf(context)
  const since = new Date(now.getTime() - SHOWN_DAYS * DAY_MS)
  return { items: await answerAll(context, await eventsReportedBy(tx, actor.accountId, since)) }
}

/** @throws Refusal `move-not-allowed` once somebody has looked at it */
export async function addToReported(
  context: RequestContext,
  { params, body }: OperationInput<typeof addToMyReport>,
): Promise<MyReport> {
  const row = await lockOwn(context, params.id)
  if (row.state !== 'reported') throw new Refusal('move-not-allowed')
  if (body.happenedOn > dayOf(context.now))
    throw new Refusal('bad-request', { faults: [{ path: ['happenedOn'], message: '日期不能晚于今天' }] })
  const key = await keyOfPerson(context, row.person_id)
  const said = openLifeEvent(row, key)
  const words = LifeEventWords.parse({ ...said?.words, ...body.words })
  await setSaid(context.tx, row.id, {
    happened_on: body.happenedOn,
    words_enc: key.seal(JSON.stringify(words), wordsContext(row.id)),
  })
  return answerOne(context, row.id)
}

export async function takeBack(context: RequestContext, id: string): Promise<MyReport> {
  const row = await lockOwn(context, id)
  if (row.state === 'confirmed' || row.state === 'reversed') throw new Refusal('move-not-allowed')
  await takeReportBack(context, id, '上报人说报错了')
  return answerOne(context, id)
}

/** @throws Refusal `not-found` for what somebody else reported */
async function lockOwn(context: RequestContext, id: string): Promise<LifeEventRow> {
  await seePeopleOf(context)
  const [row] = await lockLifeEvents(context.tx, [id])
  if (!row || row.reported_by === null || row.reported_by !== context.actor.accountId) throw new Refusal('not-found')
  return row
}

async function answerOne(context: RequestContext, id: string): Promise<MyReport> {
  const [answer] = await answerAll(context, await lockLifeEvents(context.tx, [id]))
  if (!answer) throw new Refusal('not-found')
  return answer
}

async function answerAll(context: RequestContext, rows: readonly LifeEventRow[]): Promise<MyReport[]> {
  const { tx, keyring } = context
  const personIds = rows.map((row) => row.person_id)
  const people = await readPeople(tx, keyring, personIds)
  const keys = await dataKeysOf(tx, keyring, 'person', personIds)
  const doors = await doorsOf(context, personIds)
  return rows.flatMap((row) => {
    const opened = openLifeEvent(row, keys.get(row.person_id))
    if (!opened) return []
    return [
      {
        id: row.id,
        personId: row.person_id,
        personName: people.get(row.person_id)?.name ?? '',
        door: doors.get(row.person_id) ?? '',
        ...opened,
        happenedOn: row.happened_on,
        state: row.state,
        reportedAt: row.reported_at.toISOString(),
      },
    ]
  })
}
