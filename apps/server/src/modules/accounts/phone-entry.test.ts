import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { askPhoneCode, givePhoneCode } from '@yimi/contract/phone-entry.ts'
import { getMe } from '@yimi/contract/session.ts'
import pg from 'pg'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { createPerson } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import { asSuperuser, createTestInstallation } from '../../testing/test-installation.ts'

// More codes are asked for here than anybody asks for in a minute.
const installation = await createTestInstallation({ rateLimitFactor: 100 })
const folder = join(installation.services.dataFolder, 'outbox/sms')
let now = new Date('2026-11-23T02:00:00.000Z')
let last = 10_000
const phones = () => {
  last += 1
  return `138000${last}`
}

afterAll(() => installation.close())
beforeEach(() => {
  now = new Date(now.getTime() + 2 * 3_600_000)
  installation.setNow(now)
})

/** Somebody on file at the station, a resident. */
async function onFile(name: string, phone: string): Promise<string> {
  const { services, orgs, admin } = installation
  const id = await inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, (tx) =>
    createPerson(
      { tx, keyring: services.keyring, actor: systemActor([orgs.station]), now },
      { orgId: orgs.station, name, contact: phone },
    ),
  )
  await asSuperuser(admin, (query) =>
    query('update people set resident = true where id = $1', [id]).then(() => undefined),
  )
  return id
}

function ask(phone: string) {
  return installation.anonymous.call(askPhoneCode, { body: { phone } })
}
function give(phone: string, code: string, personId?: string) {
  return installation.anonymous.call(givePhoneCode, { body: { phone, code, ...(personId ? { personId } : {}) } })
}

/** The code in the newest message to the number, once it is there. */
async function codeFor(phone: string): Promise<string> {
  const found = () =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .filter((text) => text.startsWith(phone))
      .at(-1)
  await expect.poll(found).toBeDefined()
  return /验证码 (\d{6})/.exec(found() ?? '')?.[1] ?? ''
}

test('a resident comes in with the code of the short message, and has an account from then on', async () => {
  const phone = phones()
  const personId = await onFile('王小明', phone)
  expect((await ask(`+86 ${phone.slice(0, 3)} ${phone.slice(3)}`)).json()).toEqual({
    minutes: 5,
    againAfterSeconds: 60,
  })
  const code = await codeFor(phone)
  const answer = await give(phone, ` ${code.slice(0, 3)} ${code.slice(3)} `)
  expect(answer.json()).toMatchObject({
    step: 'done',
    me: { personId, name: '居民', assignments: [{ role: 'resident' }] },
  })
  const cookie = answer.cookies[0]
  expect(cookie).toMatchObject({ name: 'yimi_session', httpOnly: true, sameSite: 'Strict' })
  const me = await installation.app.inject({
    url: `/api${getMe.path}`,
    cookies: { yimi_session: cookie?.value ?? '' },
  })
  expect(me.json()).toMatchObject({ personId, capabilities: [] })
  // Used once.
  expect((await give(phone, code)).json().code).toBe('wrong-code')
  installation.setNow(new Date(now.getTime() + 120_000))
  await ask(phone)
  await expect.poll(() => readdirSync(folder).length).toBeGreaterThan(1)
  const { rows } = await installation.admin.pool.query(
    'select count(*)::int as count from accounts where person_id = $1',
    [personId],
  )
  expect(rows[0].count).toBe(1)
})

test('of several people on one number one is chosen by name', async () => {
  const phone = phones()
  const [wife, husband] = [await onFile('何欣', phone), await onFile('王小明', phone)]
  await ask(phone)
  const code = await codeFor(phone)
  const choice = (await give(phone, code)).json()
  expect(choice.step).toBe('choose')
  expect(choice.people).toEqual(
    expect.arrayContaining([
      { id: wife, name: '何欣' },
      { id: husband, name: '王小明' },
    ]),
  )
  const stranger = await onFile('别人', phones())
  expect((await give(phone, code, stranger)).json().step).toBe('choose')
  expect((await give(phone, code, husband)).json()).toMatchObject({ step: 'done', me: { personId: husband } })
  expect((await give(phone, code, wife)).json().code).toBe('wrong-code')
})

test('five wrong tries end a code, five minutes too, and a new one replaces it', async () => {
  const phone = phones()
  await onFile('王小明', phone)
  await ask(phone)
  const code = await codeFor(phone)
  const wrong = code === '000000' ? '111111' : '000000'
  for (let round = 0; round < 5; round += 1) expect((await give(phone, wrong)).statusCode).toBe(401)
  expect((await give(phone, code)).json().code).toBe('wrong-code')

  installation.setNow(new Date(now.getTime() + 61_000))
  await ask(phone)
  await expect.poll(() => codeFor(phone)).not.toBe(code)
  const next = await codeFor(phone)
  installation.setNow(new Date(now.getTime() + 61_000 + 5 * 60_000 + 1))
  expect((await give(phone, next)).json().code).toBe('wrong-code')
})

test('nothing tells a number that is on file from one that is not', async () => {
  const [known, unknown] = [phones(), phones()]
  await onFile('王小明', known)
  const asked = [await ask(known), await ask(unknown)]
  expect(asked[0]?.statusCode).toBe(asked[1]?.statusCode)
  expect(asked[0]?.body).toBe(asked[1]?.body)
  const tried = [await give(known, '000000'), await give(unknown, '000000')]
  expect(tried[0]?.body).toBe(tried[1]?.body)
  expect(tried[0]?.statusCode).toBe(401)
  // Asked too often: both alike.
  const { rows } = await installation.admin.pool.query(
    'select count(distinct phone_index)::int as count from phone_codes where asked_at >= $1',
    [now],
  )
  expect(rows[0].count).toBe(2)
  for (let round = 1; round <= 5; round += 1) {
    installation.setNow(new Date(now.getTime() + round * 61_000))
    const [a, b] = [await ask(known), await ask(unknown)]
    expect(a.body).toBe(b.body)
    expect(a.statusCode).toBe(round < 5 ? 200 : 429)
  }
})

test('nor does the work that is done before the answer, by which its time would', async () => {
  const [known, unknown] = [phones(), phones()]
  await onFile('王小明', known)
  const statements = async (phone: string) => {
    const seen: string[] = []
    const query = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...given: unknown[]
    ) {
      const [first] = given as [string | { text: string }]
      seen.push((typeof first === 'string' ? first : first.text).replace(/\s+/g, ' ').slice(0, 60))
      return Reflect.apply(plain, this, given)
    } as never)
    await ask(phone)
    query.mockRestore()
    return seen
  }
  const plain = pg.Client.prototype.query
  const [a, b] = [await statements(known), await statements(unknown)]
  expect(a.length).toBeGreaterThan(5)
  expect(a).toEqual(b)
})

test('a second request within a minute sends nothing, and no code stands in clear', async () => {
  const phone = phones()
  await onFile('王小明', phone)
  await ask(phone)
  const code = await codeFor(phone)
  await ask(phone)
  expect(readdirSync(folder).filter((name) => readFileSync(join(folder, name), 'utf8').startsWith(phone))).toHaveLength(
    1,
  )
  const { rows } = await installation.admin.pool.query('select string_agg(c::text, $1) as text from phone_codes c', [
    ' ',
  ])
  expect(rows[0].text).not.toContain(code)
  expect(rows[0].text).not.toContain(phone)
})

test('whoever holds an office does not come in by a code', async () => {
  const phone = phones()
  const officer = await installation.as('moderator', 'station')
  const { services, orgs } = installation
  const { changePerson } = await import('#modules/people/people.ts')
  await inScope(services.database, { role: 'yimi_app', orgs: [orgs.station] }, (tx) =>
    changePerson({ tx, keyring: services.keyring, actor: systemActor([orgs.station]), now }, officer.personId, {
      contact: phone,
    }),
  )
  await ask(phone)
  const said = () =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .find((text) => text.startsWith(phone))
  await expect.poll(said).toContain('用户名和密码')
  expect(said()).not.toMatch(/\d{6}，/)
})

test('a resident’s session sees no row of the unit by bare SQL, only his own', async () => {
  const resident = await installation.as('resident', 'station')
  const neighbour = await onFile('邻居', phones())
  const { findActor } = await import('#platform/sessions/session-store.ts')
  const { database, clock } = installation.services
  const actor = await inScope(database, { role: 'yimi_auth' }, (tx) =>
    findActor(tx, resident.cookies.yimi_session ?? '', clock.now(), clock.today()),
  )
  expect(actor).toMatchObject({ orgs: [], above: [] })
  await inScope(
    database,
    { role: 'yimi_app', orgs: actor?.orgs ?? [], above: actor?.above ?? [], personId: resident.personId },
    async (tx) => {
      const people = await tx.selectFrom('people').select('id').execute()
      expect(people.map((row) => row.id)).toEqual([resident.personId])
      expect(people.map((row) => row.id)).not.toContain(neighbour)
      for (const table of [
        'complaints',
        'incidents',
        'broadcasts',
        'door_cards',
        'volunteer_sign_ups',
        'no_matches',
      ] as const)
        expect(await tx.selectFrom(table).select('id').execute(), table).toEqual([])
    },
  )
})
