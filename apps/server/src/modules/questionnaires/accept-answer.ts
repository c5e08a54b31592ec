import { isDeepStrictEqual } from 'node:util'
import { judgeAnswer, type Values } from '@yimi/contract/form-answer.ts'
import { faultWords } from '@yimi/contract/form-fault-words.ts'
import { splitAnswer } from '@yimi/contract/form-split.ts'
import type { Channel } from '@yimi/contract/questionnaire.ts'
import type { Receipt, Teller } from '@yimi/contract/questionnaire-answer.ts'
import { aliasesOf } from '#modules/people/people.ts'
import { dayOf } from '#platform/clock.ts'
import { dataKeyFor } from '#platform/crypto/data-keys.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FlowContext } from '#platform/flow/flow-rules.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import { type AnswerRow, findAnswer, hasAnswered, insertAnswer, nextNumber } from './answer-queries.ts'
import { askModel } from './form-model.ts'
import { findQuestionnaire, findVersion, type QuestionnaireRow, type VersionRow } from './questionnaire-queries.ts'

export type GivenAnswer = {
  /** Made where the answer was first saved. */
  readonly id: string
  /** The unit it is asked in. */
  readonly orgId: string
  readonly questionnaireId: string
  readonly version: number
  readonly channel: Channel
  /** The link or the visit. */
  readonly sourceId?: string | null
  readonly personId?: string | null
  /** As it was given, of somebody who is not registered. */
  readonly name?: string
  readonly teller?: Teller | null
  readonly answeredAt: string
  readonly values: Values
}
/** What is sealed of an answer. */
export type AnswerWords = { values: Values; name?: string; teller?: string }
/** An answer finished before the closing is still taken so long: a telephone without a line, a heap of paper. */
const GRACE_DAYS = 7
const DAY_MS = 86_400_000

/**
 * Takes an answer in the caller's transaction: all of it or nothing. The same id again has no further effect and the same
 * receipt. What the form would not have shown is dropped; what it would not have taken is refused, question by question.
 * @throws Refusal `questionnaire-closed`, `version-closed`, `bad-request` with faults, `answered-already`
 */
export async function acceptAnswer(context: FlowContext, given: GivenAnswer): Promise<Receipt> {
  const before = await findAnswer(context.tx, given.id)
  if (before) return receiptOf(before, given)
  const questionnaire = await findQuestionnaire(context.tx, given.questionnaireId)
  const version = questionnaire && (await findVersion(context.tx, questionnaire.id, given.version))
  if (!version) throw new Refusal('not-found')
  requireOpen(context.now, questionnaire, version, given.answeredAt)
  const who = await identityOf(context, questionnaire, given)
  const judged = await judge(version, given.values)
  const { countable, words, asked } = splitAnswer(version.form, judged)
  const sealed = await seal(context, given.id, who, words)
  const row = {
    id: given.id,
    org_id: given.orgId,
    questionnaire_id: questionnaire.id,
    version_id: version.id,
    number: await nextNumber(context.tx, dayOf(context.now).slice(0, 4)),
    channel: given.channel,
    source_id: given.sourceId ?? null,
    person_id: who.personId,
    once: questionnaire.once_per_person,
    choices: countable,
    asked,
    ...sealed,
    relation: given.teller?.relation ?? null,
    answered_at: notLater(new Date(given.answeredAt), context.now),
    received_at: context.now,
    entered_by: given.channel === 'link' || given.channel === 'kiosk' ? null : (context.actor.accountId ?? null),
  }
  if (!(await insertAnswer(context.tx, row))) {
    const taken = await findAnswer(context.tx, given.id)
    if (!taken) throw new Refusal('key-reused')
    return receiptOf(taken, given)
  }
  await recordAct(context, {
    kind: 'questionnaire-answer',
    recordId: given.id,
    orgId: given.orgId,
    act: 'receive',
    refs: { questionnaire: questionnaire.id, version: version.version, channel: given.channel },
  })
  return { id: row.id, number: row.number, receivedAt: context.now.toISOString() }
}

function receiptOf(row: AnswerRow, given: GivenAnswer): Receipt {
  if (row.questionnaire_id !== given.questionnaireId) throw new Refusal('key-reused')
  return { id: row.id, number: row.number, receivedAt: row.received_at.toISOString() }
}

function requireOpen(now: Date, questionnaire: QuestionnaireRow, version: VersionRow, answeredAt: string): void {
  const past = (closedAt: Date | null) =>
    closedAt !== null &&
    (Date.parse(answeredAt) > closedAt.getTime() || now.getTime() - closedAt.getTime() > GRACE_DAYS * DAY_MS)
  if (past(questionnaire.closed_at)) throw new Refusal('questionnaire-closed')
  if (past(version.closed_at)) throw new Refusal('version-closed')
}

type Who = { personId: string | null; name: string; teller: string }

/** Without a name nothing is kept that says who it was, whatever came along. */
async function identityOf({ tx }: FlowContext, questionnaire: QuestionnaireRow, given: GivenAnswer): Promise<Who> {
  if (questionnaire.identity === 'anonymous') return { personId: null, name: '', teller: '' }
  const who = { personId: given.personId ?? null, name: given.name ?? '', teller: given.teller?.name ?? '' }
  if (!who.personId && who.name === '')
    throw new Refusal('bad-request', { faults: [{ path: ['name'], message: '这份问卷记名，请写明是谁的回答' }] })
  if (given.teller && who.teller === '')
    throw new Refusal('bad-request', { faults: [{ path: ['teller', 'name'], message: '请写明是谁代答' }] })
  if (!who.personId || !questionnaire.once_per_person) return who
  for (const id of await aliasesOf(tx, who.personId))
    if (await hasAnswered(tx, questionnaire.id, id)) throw new Refusal('answered-already')
  return who
}

/** Our evaluator says what is wrong in words; the form model has the last word on what is taken. */
async function judge(version: VersionRow, values: Values): Promise<ReturnType<typeof judgeAnswer>> {
  const judged = judgeAnswer(version.form, values)
  if (judged.faults.length > 0)
    throw new Refusal('bad-request', {
      faults: judged.faults.map((fault) => ({ path: ['values', fault.path], message: faultWords(fault) })),
    })
  const verdict = await askModel(version.form, judged.values)
  if (verdict.accepted && isDeepStrictEqual(verdict.values, judged.values)) return judged
  throw new Refusal('bad-request', {
    logText: `form model refuses version ${version.id}: ${verdict.faulty.join(' ')}`,
    faults: verdict.faulty.map((path) => ({ path: ['values', path], message: faultWords({ reason: 'wrong-kind' }) })),
  })
}

async function seal(
  { tx, keyring, now }: FlowContext,
  id: string,
  { personId, name, teller }: Who,
  values: Values,
): Promise<Pick<AnswerRow, 'words_enc' | 'key_id'>> {
  const words: AnswerWords = { values, ...(name ? { name } : {}), ...(teller ? { teller } : {}) }
  if (!name && !teller && Object.keys(values).length === 0) return { words_enc: null, key_id: null }
  const subject = personId ? { kind: 'person' as const, id: personId } : { kind: 'record' as const, id }
  const key = await dataKeyFor(tx, keyring, subject, now)
  if (!key) throw personId ? new Refusal('not-found') : new ProgramFault('a new record has no key')
  return { words_enc: key.seal(JSON.stringify(words), wordsContext(id)), key_id: key.id }
}

export function wordsContext(id: string): string {
  return `questionnaire-answer ${id} words`
}

function notLater(at: Date, now: Date): Date {
  return at > now ? now : at
}
