import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import {
  type askPhoneCode,
  CODE_AGAIN_SECONDS,
  CODE_MINUTES,
  CODE_TRIES,
  type givePhoneCode,
} from '@yimi/contract/phone-entry.ts'
import type { Role } from '@yimi/contract/roles.ts'
import type { RouteAnswer, RouteBody } from '@yimi/contract/route.ts'
import { peopleWithContact, readPeople } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { takeScope } from '#platform/database/scope.ts'
import { Refusal } from '#platform/fault.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import type { Services } from '#platform/services.ts'
import { insertAccount, insertAssignment } from './account-queries.ts'
import { meOf } from './me.ts'
import {
  type AccountOfPerson,
  accountsOfPeople,
  askedSince,
  countCodeTry,
  forgetCodes,
  insertCode,
  lockCode,
  lockPhone,
  useCode,
} from './phone-code-queries.ts'
import { openSession } from './sign-in.ts'

/** Codes for one number within an hour. */
const CODES_PER_HOUR = 5
const HOUR_MS = 3_600_000
/** Who holds another role signs in with user name and password: a code alone opens no desk. */
const BY_CODE: ReadonlySet<string> = new Set<Role>(['resident', 'family-proxy', 'volunteer'])

/** Roles that a person has by being what he is; registered by whoever knows, in a scope that sees the person. */
export type RolesOfPerson = (
  context: RequestContext,
  person: { id: string; orgId: string; resident: boolean },
) => Promise<Role[]>

/**
 * Sends a code, if anybody has the number. Whoever asks learns nothing of that: answer and work are the same, and the short
 * message goes out after the answer.
 * @throws Refusal `code-limit`, for numbers that nobody has as for others
 */
export async function askCode(
  context: RequestContext,
  services: Pick<Services, 'delivery' | 'log'>,
  { phone }: RouteBody<typeof askPhoneCode>,
): Promise<RouteAnswer<typeof askPhoneCode>> {
  const { tx, keyring, now } = context
  await takeScope(tx, { role: 'yimi_auth' })
  const phoneIndex = keyring.blindIndex(phone, 'phone-code')
  await lockPhone(tx, phoneIndex)
  await forgetCodes(tx, new Date(now.getTime() - 24 * HOUR_MS))
  const before = await askedSince(tx, keyring.blindIndexes(phone, 'phone-code'), new Date(now.getTime() - HOUR_MS))
  const answer = { minutes: CODE_MINUTES, againAfterSeconds: CODE_AGAIN_SECONDS }
  if (before.last && now.getTime() - before.last.getTime() < CODE_AGAIN_SECONDS * 1_000) return answer
  if (before.count >= CODES_PER_HOUR) throw new Refusal('code-limit')
  const id = newId()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await insertCode(tx, {
    id,
    phone_index: phoneIndex,
    code_hash: keyring.blindIndex(code, `phone-code ${id}`),
    asked_at: now,
    expires_at: new Date(now.getTime() + CODE_MINUTES * 60_000),
  })
  const people = await peopleWithContact(tx, keyring, phone)
  const accounts = await accountsOfPeople(
    tx,
    people.map((one) => one.id),
  )
  if (people.length === 0) return answer
  const welcome = people.some((one) => entersByCode(accounts.find((account) => account.person_id === one.id)))
  const body = welcome
    ? `验证码 ${code}，${CODE_MINUTES} 分钟内有效。请自己填写，不要告诉任何人；工作人员和志愿者不会向您要验证码。`
    : '您的账号请用用户名和密码登录。如果不是您本人操作，请不用理会。'
  context.afterCommit(() => {
    // Not waited for: the time of the answer must not tell whether anything is sent.
    setImmediate(() => {
      services.delivery.sms
        ?.deliver({ id, to: phone, title: '登录', body })
        .catch((error: Error) => services.log.warn({ err: error }, 'a code could not be sent'))
    })
  })
  return answer
}

/** @throws Refusal `wrong-code`: one word for wrong, used, over, too many tries and a number that nobody has */
export async function giveCode(
  context: RequestContext,
  rolesOf: RolesOfPerson,
  { phone, code, personId }: RouteBody<typeof givePhoneCode>,
): Promise<RouteAnswer<typeof givePhoneCode>> {
  const { tx, keyring, now } = context
  await takeScope(tx, { role: 'yimi_auth' })
  const row = await lockCode(tx, keyring.blindIndexes(phone, 'phone-code'), now)
  const given = keyring.blindIndexes(code, `phone-code ${row?.id ?? newId()}`)
  const right = given.filter((hash) => isSame(row?.code_hash ?? randomBytes(hash.length), hash)).length > 0
  if (!row || !right || row.tries >= CODE_TRIES) {
    if (row && row.tries < CODE_TRIES) await countCodeTry(tx, row.id)
    throw new Refusal('wrong-code', { keepsWrites: true })
  }
  const everybody = await peopleWithContact(tx, keyring, phone)
  const accounts = await accountsOfPeople(
    tx,
    everybody.map((one) => one.id),
  )
  const accountOf = (id: string) => accounts.find((account) => account.person_id === id)
  const people = everybody.filter((one) => entersByCode(accountOf(one.id)))
  const chosen = people.length === 1 ? people[0] : people.find((one) => one.id === personId)
  if (!chosen) {
    if (people.length === 0) throw new Refusal('wrong-code', { keepsWrites: true })
    await takeScope(tx, { role: 'yimi_app', orgs: [...new Set(people.map((one) => one.orgId))] })
    const names = await readPeople(
      tx,
      keyring,
      people.map((one) => one.id),
    )
    return { step: 'choose', people: people.map((one) => ({ id: one.id, name: names.get(one.id)?.name ?? '' })) }
  }
  await useCode(tx, row.id, now)
  const account = await enter(context, rolesOf, chosen, accountOf(chosen.id))
  return { step: 'done', me: await meOf(tx, await openSession(context, account, false), context.today) }
}

/** The account of somebody on file, made at the first sign-in; its roles are what the person is today. */
async function enter(
  context: RequestContext,
  rolesOf: RolesOfPerson,
  person: { id: string; orgId: string; resident: boolean },
  known: AccountOfPerson | undefined,
): Promise<{ id: string; org_id: string }> {
  const { tx, now } = context
  await takeScope(tx, { role: 'yimi_app', orgs: [person.orgId], personId: person.id })
  const roles = await rolesOf(context, person)
  const account: { id: string; org_id: string; roles: readonly string[] } = known ?? {
    id: newId(),
    org_id: person.orgId,
    roles: [],
  }
  if (!known) {
    await insertAccount(tx, {
      id: account.id,
      personId: person.id,
      orgId: person.orgId,
      // Nobody signs in with it: there is no password that fits.
      username: `p-${randomBytes(12).toString('hex')}`,
      name: roles.includes('volunteer') ? '志愿者' : '居民',
      passwordHash: '',
      totpSecretEnc: null,
      now,
    })
    await recordAct(
      { ...context, actor: systemActor([person.orgId]) },
      { kind: 'account', recordId: account.id, orgId: person.orgId, act: 'create', refs: { roles, by: 'phone-code' } },
    )
  }
  for (const role of roles.filter((one) => !account.roles.includes(one)))
    await insertAssignment(tx, { id: newId(), accountId: account.id, role, orgId: person.orgId, now })
  return account
}

/** The code may have been sent under a master key that is not the newest any more; its hash is of another length then. */
function isSame(wanted: Buffer, given: Buffer): boolean {
  return wanted.length === given.length && timingSafeEqual(wanted, given)
}

function entersByCode(account: AccountOfPerson | undefined): boolean {
  return !account || (account.status === 'active' && account.roles.every((role) => BY_CODE.has(role)))
}
