import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import type { signIn } from '@yimi/contract/session.ts'
import { type Actor, systemActor } from '#platform/access/actor.ts'
import { hashPassword, verifyPassword } from '#platform/crypto/passwords.ts'
import { takeScope } from '#platform/database/scope.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { findActor, startSession } from '#platform/sessions/session-store.ts'
import { meOf } from './me.ts'
import { clearTries, countWrongTry, endSessions, lockForSignIn, type SignInRow } from './sign-in-queries.ts'
import { stepOfCode } from './totp.ts'
import type { UnknownNames } from './unknown-names.ts'

/** Compared with when nobody has the name, so that the answer takes as long. */
const nobodysHash = hashPassword('nobody has this password')

/**
 * Name and password, then the code where one is enrolled; a wrong one of either is one try. Nothing in the answer or its
 * time tells a name that is there from one that is not.
 */
export async function signInWith(
  context: RequestContext,
  unknown: UnknownNames,
  given: RouteBody<typeof signIn>,
): Promise<RouteAnswer<typeof signIn>> {
  const { tx, now } = context
  await takeScope(tx, { role: 'yimi_auth' })
  const username = given.username.toLowerCase()
  const account = await lockForSignIn(tx, username)
  if (account?.status !== 'active') return refuseUnknown(unknown, username, given.password, now)
  if (account.locked_until && account.locked_until > now) throw new Refusal('account-locked')
  if (!(await verifyPassword(given.password, account.password_hash))) return refuseTry(context, account)
  let step: number | undefined
  if (account.totp_secret_enc) {
    if (!given.code) return { step: 'code' }
    const shown = { sealed: account.totp_secret_enc, code: given.code.trim(), lastStep: account.totp_last_step }
    step = await stepOfCode(context.keyring, { ...shown, accountId: account.id, now })
    if (step === undefined) return refuseTry(context, account)
  }
  await clearTries(tx, account.id, step ?? null)
  const me = await meOf(tx, await openSession(context, account, step !== undefined), context.today)
  return { step: me.secondFactor === 'not-enrolled' ? 'enrol' : 'done', me }
}

/** A new session with a new token; the one that the request came with is dead. Leaves the transaction to yimi_auth. */
export async function openSession(
  context: RequestContext,
  account: { id: string; org_id: string },
  secondFactor: boolean,
): Promise<Actor> {
  const { tx, now, actor: before } = context
  await takeScope(tx, { role: 'yimi_auth' })
  if (before.accountId && before.sessionId)
    await endSessions(tx, { accountId: before.accountId, only: before.sessionId, now })
  const device = context.request.headers['user-agent'] ?? ''
  const token = await startSession(tx, { accountId: account.id, now, secondFactor, device })
  const actor = await findActor(tx, token, now, context.today)
  if (!actor) throw new ProgramFault('a session that was just started is not there')
  await takeScope(tx, { role: 'yimi_app', orgs: [account.org_id] })
  await recordAct(
    { ...context, actor },
    { kind: 'account', recordId: account.id, orgId: account.org_id, act: 'sign-in', refs: { secondFactor } },
  )
  await takeScope(tx, { role: 'yimi_auth' })
  context.setSession(token)
  return actor
}

/** Counts the try, which stays counted although the request is refused. */
export async function refuseTry(context: RequestContext, account: Pick<SignInRow, 'id' | 'org_id'>): Promise<never> {
  await takeScope(context.tx, { role: 'yimi_auth' })
  const locked = await countWrongTry(context.tx, account.id, context.now)
  if (!locked) throw new Refusal('wrong-credentials', { keepsWrites: true })
  await takeScope(context.tx, { role: 'yimi_app', orgs: [account.org_id] })
  await recordAct(
    { ...context, actor: systemActor([account.org_id]) },
    { kind: 'account', recordId: account.id, orgId: account.org_id, act: 'lock', announced: true },
  )
  throw new Refusal('account-locked', { keepsWrites: true })
}

async function refuseUnknown(unknown: UnknownNames, username: string, password: string, now: Date): Promise<never> {
  if (unknown.isLocked(username, now)) throw new Refusal('account-locked')
  await verifyPassword(password, await nobodysHash)
  throw new Refusal(unknown.countTry(username, now) ? 'account-locked' : 'wrong-credentials')
}
