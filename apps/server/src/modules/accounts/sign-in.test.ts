import { listAccounts } from '@yimi/contract/account.ts'
import { listOrganisations } from '@yimi/contract/organisation.ts'
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSession,
  getMe,
  listSessions,
  signOut,
} from '@yimi/contract/session.ts'
import { getToday } from '@yimi/contract/today.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'
import { actsOf, callWith, codeAt, PASSWORD, plantPerson, tokenOf, trySignIn } from './accounts-fixtures.ts'

const NOW = new Date('2026-11-23T04:00:00.000Z')
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
let installation: TestInstallation

beforeEach(async () => {
  await installation?.close()
  installation = await createTestInstallation()
  installation.setNow(NOW)
})
afterAll(() => installation.close())

function plant(username: string, role: 'volunteer' | 'district-admin' | 'producer', totp = false) {
  return plantPerson(installation, { username, role, orgId: installation.orgs.station, totp })
}

test('name and password open a session, in whatever case the name is typed; the act is in the chain', async () => {
  const { accountId } = await plant('xiao.wang', 'volunteer')
  const answer = await trySignIn(installation, { username: ' Xiao.Wang ', password: PASSWORD })
  expect(answer.json()).toMatchObject({
    step: 'done',
    me: {
      accountId,
      username: 'xiao.wang',
      secondFactor: 'not-needed',
      demo: false,
      capabilities: ['organisation.read', 'team.read'],
    },
  })
  expect(answer.json().me.assignments).toMatchObject([{ role: 'volunteer', orgName: 'station' }])
  const cookie = answer.headers['set-cookie']
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Strict/)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect((await callWith(installation, tokenOf(answer), getMe, {})).json().accountId).toBe(accountId)
  expect(await actsOf(installation, accountId)).toEqual(['create', 'sign-in'])
})

test('a new sign-in ends the session it came with', async () => {
  await plant('a.one', 'volunteer')
  const first = tokenOf(await trySignIn(installation, { username: 'a.one', password: PASSWORD }))
  const second = tokenOf(await trySignIn(installation, { username: 'a.one', password: PASSWORD }, first))
  expect(second).not.toBe(first)
  expect((await callWith(installation, first, getMe, {})).statusCode).toBe(401)
  expect((await callWith(installation, second, getMe, {})).statusCode).toBe(200)
})

test('five wrong tries lock a name for five minutes, whether anybody has it or not, also when they come at once', async () => {
  await plant('real.name', 'volunteer')
  for (const username of ['real.name', 'nobody.has.it']) {
    const wrong = () => trySignIn(installation, { username, password: 'not this one at all' })
    const codes = (await Promise.all(Array.from({ length: 8 }, wrong))).map((answer) => answer.json().code)
    expect(
      codes.filter((code) => code === 'wrong-credentials'),
      username,
    ).toHaveLength(4)
    expect(
      codes.filter((code) => code === 'account-locked'),
      username,
    ).toHaveLength(4)
    installation.setNow(later(299))
    const locked = await trySignIn(installation, { username, password: PASSWORD })
    expect(locked.statusCode, username).toBe(429)
    expect(locked.json().title).toMatch(/五分钟/)
    installation.setNow(later(301))
    expect((await trySignIn(installation, { username, password: PASSWORD })).json().step).toBe(
      username === 'real.name' ? 'done' : undefined,
    )
    installation.setNow(NOW)
  }
})

test('a name that nobody has costs as much time as a wrong password', async () => {
  await plant('real.name', 'volunteer')
  const time = async (username: string) => {
    const start = performance.now()
    await trySignIn(installation, { username, password: 'not this one at all' })
    return performance.now() - start
  }
  await time('warm.up')
  let [real, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < 4; round += 1) {
    real = Math.min(real, await time('real.name'))
    unknown = Math.min(unknown, await time('nobody'))
  }
  // Hashing takes some 20 ms; without it the answer would come in a fifth of the time.
  expect(unknown / real).toBeGreaterThan(0.5)
  expect(unknown / real).toBeLessThan(2)
})

test('an enrolled account is asked for its code; a code counts once, and the steps beside now count', async () => {
  const { totpSecret, accountId } = await plant('boss', 'district-admin', true)
  const given = { username: 'boss', password: PASSWORD }
  const asked = await trySignIn(installation, given)
  expect(asked.json()).toEqual({ step: 'code' })
  expect(asked.headers['set-cookie']).toBeUndefined()
  const code = await codeAt(totpSecret, NOW)
  const wrong = code === '000000' ? '000001' : '000000'
  expect((await trySignIn(installation, { ...given, code: wrong })).json().code).toBe('wrong-credentials')
  expect((await trySignIn(installation, { ...given, code: 'abcdef' })).json().code).toBe('wrong-credentials')
  expect((await trySignIn(installation, { ...given, code: await codeAt(totpSecret, later(-61)) })).statusCode).toBe(401)
  const early = await trySignIn(installation, { ...given, code: await codeAt(totpSecret, later(-30)) })
  expect(early.json()).toMatchObject({ step: 'done', me: { secondFactor: 'shown' } })
  const done = await trySignIn(installation, { ...given, code })
  expect(done.json().step).toBe('done')
  expect((await trySignIn(installation, { ...given, code })).json().code).toBe('wrong-credentials')
  expect((await callWith(installation, tokenOf(done), listAccounts, {})).statusCode).toBe(200)
  expect(await actsOf(installation, accountId)).toEqual(['create', 'sign-in', 'sign-in'])
})

test('wrong codes are tries too, also between right passwords', async () => {
  const { totpSecret } = await plant('boss', 'district-admin', true)
  const right = await codeAt(totpSecret, NOW)
  const wrong = right === '000000' ? '000001' : '000000'
  for (let round = 0; round < 5; round += 1) {
    expect((await trySignIn(installation, { username: 'boss', password: PASSWORD })).json()).toEqual({ step: 'code' })
    await trySignIn(installation, { username: 'boss', password: PASSWORD, code: wrong })
  }
  const answer = await trySignIn(installation, { username: 'boss', password: PASSWORD, code: right })
  expect(answer.json().code).toBe('account-locked')
})

test('a role that needs a second factor reaches nothing but its own enrolment without one', async () => {
  const { accountId } = await plant('maker', 'producer')
  const first = await trySignIn(installation, { username: 'maker', password: PASSWORD })
  expect(first.json()).toMatchObject({ step: 'enrol', me: { secondFactor: 'not-enrolled', capabilities: [] } })
  const token = tokenOf(first)
  for (const route of [listOrganisations, getToday])
    expect((await callWith(installation, token, route, {})).json().code).toBe('second-factor-required')
  const other = tokenOf(await trySignIn(installation, { username: 'maker', password: PASSWORD }))
  const { secret, uri } = (await callWith(installation, token, beginSecondFactor, {})).json()
  expect(uri).toMatch(/^otpauth:\/\/totp\/.*maker\?secret=/)
  // Not enrolled yet: the password alone still leads here.
  expect((await trySignIn(installation, { username: 'maker', password: PASSWORD })).json().step).toBe('enrol')
  const code = await codeAt(secret, NOW)
  const wrong = { body: { code: code === '000000' ? '000001' : '000000' } }
  expect((await callWith(installation, token, confirmSecondFactor, wrong)).json().code).toBe('wrong-credentials')
  const confirmed = await callWith(installation, token, confirmSecondFactor, { body: { code } })
  expect(confirmed.json()).toMatchObject({ secondFactor: 'shown' })
  expect(confirmed.json().capabilities).toContain('organisation.read')
  expect((await callWith(installation, tokenOf(confirmed), listOrganisations, {})).statusCode).toBe(200)
  for (const old of [token, other]) expect((await callWith(installation, old, getMe, {})).statusCode).toBe(401)
  expect(await actsOf(installation, accountId)).toContain('enrol-second-factor')
  // The code that enrolled does not sign in again.
  expect((await trySignIn(installation, { username: 'maker', password: PASSWORD, code })).json().code).toBe(
    'wrong-credentials',
  )
})

test('a session without the second factor cannot replace it', async () => {
  const { accountId } = await plant('maker', 'producer')
  const token = tokenOf(await trySignIn(installation, { username: 'maker', password: PASSWORD }))
  await installation.admin.pool.query(`update accounts set totp_secret_enc = 'x' where id = $1`, [accountId])
  expect((await callWith(installation, token, beginSecondFactor, {})).json().code).toBe('second-factor-required')
  expect((await callWith(installation, token, getMe, {})).json().secondFactor).toBe('missing')
})

test('own sessions are listed and ended; nobody ends those of another', async () => {
  await plant('one', 'volunteer')
  await plant('two', 'volunteer')
  const token = tokenOf(await trySignIn(installation, { username: 'one', password: PASSWORD }))
  const phone = tokenOf(await trySignIn(installation, { username: 'one', password: PASSWORD }))
  const { items } = (await callWith(installation, token, listSessions, {})).json()
  expect(items).toHaveLength(2)
  const other = items.find((item: { current: boolean }) => !item.current)
  const stranger = tokenOf(await trySignIn(installation, { username: 'two', password: PASSWORD }))
  expect((await callWith(installation, stranger, endSession, { params: { id: other.id } })).statusCode).toBe(404)
  expect((await callWith(installation, phone, getMe, {})).statusCode).toBe(200)
  expect((await callWith(installation, token, endSession, { params: { id: other.id } })).json()).toEqual({ ended: 1 })
  expect((await callWith(installation, phone, getMe, {})).statusCode).toBe(401)
  const out = await callWith(installation, token, signOut, {})
  expect(out.json()).toEqual({ ended: 1 })
  expect(out.headers['set-cookie']).toMatch(/yimi_session=;/)
  expect((await callWith(installation, token, getMe, {})).statusCode).toBe(401)
})

test('a session ends after half an hour without a request and after twelve hours with them', async () => {
  await plant('one', 'volunteer')
  const token = tokenOf(await trySignIn(installation, { username: 'one', password: PASSWORD }))
  const alive = async (seconds: number) => {
    installation.setNow(later(seconds))
    return (await callWith(installation, token, getMe, {})).statusCode === 200
  }
  for (let minute = 25; minute < 12 * 60; minute += 25) expect(await alive(minute * 60), `${minute} min`).toBe(true)
  expect(await alive(12 * 3600 + 1)).toBe(false)
  installation.setNow(NOW)
  const idle = tokenOf(await trySignIn(installation, { username: 'one', password: PASSWORD }))
  installation.setNow(later(31 * 60))
  expect((await callWith(installation, idle, getMe, {})).statusCode).toBe(401)
})

test('a changed password ends all other sessions; weak ones and a wrong present one are refused', async () => {
  await plant('one', 'volunteer')
  const token = tokenOf(await trySignIn(installation, { username: 'one', password: PASSWORD }))
  const phone = tokenOf(await trySignIn(installation, { username: 'one', password: PASSWORD }))
  const change = (current: string, next: string) =>
    callWith(installation, token, changePassword, { body: { current, next } })
  for (const weak of [
    'passwordpassword',
    'Password123456!',
    '123456789012',
    'qwertyuiop123456',
    'aaaaaaaaaaaaaa',
    '1qaz2wsx3edc',
    'woaini520131452',
    'abcabcabcabcabc',
    PASSWORD,
  ])
    expect((await change(PASSWORD, weak)).json().code, weak).toBe('weak-password')
  const next = '窗外的雨下了一整夜才停'
  expect((await change(PASSWORD, next)).statusCode, 'eleven characters').toBe(400)
  const fine = `${next}又出太阳`
  expect((await change('not the present one', fine)).json().code).toBe('wrong-credentials')
  expect((await change(PASSWORD, fine)).json()).toEqual({ ended: 1 })
  expect((await callWith(installation, phone, getMe, {})).statusCode).toBe(401)
  expect((await callWith(installation, token, getMe, {})).statusCode).toBe(200)
  expect((await trySignIn(installation, { username: 'one', password: PASSWORD })).statusCode).toBe(401)
  expect((await trySignIn(installation, { username: 'one', password: fine })).statusCode).toBe(200)
})

test('a page of another site cannot sign anybody in or out', async () => {
  await plant('one', 'volunteer')
  const payload = { username: 'one', password: PASSWORD }
  for (const headers of [
    { origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ]) {
    const refused = await installation.app.inject({ method: 'POST', url: '/api/session', payload, headers })
    expect(refused.json().code, JSON.stringify(headers)).toBe('foreign-origin')
  }
})
