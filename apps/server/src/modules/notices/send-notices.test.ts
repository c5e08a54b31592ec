import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerComplaint, listComplaints, submitComplaint } from '@yimi/contract/complaint.ts'
import {
  chooseNotices,
  listNotices,
  listOwnNotices,
  openNoticeNumber,
  readOwnNotices,
  retryNotice,
  tickCall,
} from '@yimi/contract/notice.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { changePerson } from '#modules/people/people.ts'
import { systemActor } from '#platform/access/actor.ts'
import { inScope } from '#platform/database/scope.ts'
import type { Delivered, Delivery } from '#platform/delivery/delivery.ts'
import { startJobs } from '#platform/jobs/jobs.ts'
import { asSuperuser, createTestInstallation, type TestInstallation } from '../../testing/test-installation.ts'

/** What the adapters were handed, and what they answer. */
const handed: { way: 'email' | 'sms'; message: Delivery }[] = []
let answer: Delivered = 'sent'
const deliverer = (way: 'email' | 'sms') => ({
  async deliver(message: Delivery) {
    handed.push({ way, message })
    return answer
  },
})
const installation: TestInstallation = await createTestInstallation({
  delivery: { email: deliverer('email'), sms: deliverer('sms') },
})
const officer = await installation.as('institute-officer', 'institute')
const NOON = new Date('2026-11-23T04:00:00.000Z')
const NIGHT = new Date('2026-11-23T14:00:00.000Z')
const MORNING = new Date('2026-11-24T00:00:00.000Z')

afterAll(() => installation.close())
beforeEach(async () => {
  await asSuperuser(installation.admin, (query) => query('delete from notices', []).then(() => undefined))
  handed.length = 0
  answer = 'sent'
  installation.setNow(NOON)
})

/** A complaint with this contact is answered, and the job hears of it. */
async function answered(contact: string): Promise<string> {
  const { number } = await installation.anonymous.get(submitComplaint, {
    body: { words: '楼道灯坏了', aboutOrgId: installation.orgs.station, contact },
  })
  const { items } = await officer.get(listComplaints, { query: { state: 'received' } })
  const id = items.find((one) => one.number === number)?.id ?? ''
  await officer.get(answerComplaint, { params: { id }, body: { answer: '已修好' } })
  await hear(`complaint.answer`, id, installation.orgs.institute)
  return number
}

async function hear(topic: string, recordId: string, orgId: string): Promise<void> {
  const place = topic.lastIndexOf('.')
  const { rows } = await installation.admin.pool.query(
    'select max(seq) as seq from events where kind = $1 and record_id = $2 and move = $3',
    [topic.slice(0, place), recordId, topic.slice(place + 1)],
  )
  const effect = { topic, orgId, recordId, seq: rows[0].seq, toState: '' }
  await installation.services.jobs.hearers.get('notices')?.hear(effect)
}

async function round(): Promise<void> {
  await installation.services.jobs.rounds.get('notices')?.()
}

async function listed() {
  return (await officer.get(listNotices, {})).items
}

test('an answer goes out as a short message without a word of the complaint; no word stands in clear', async () => {
  const number = await answered('138 0000 5678')
  expect(handed.map(({ way, message }) => [way, message.to])).toEqual([['sms', '13800005678']])
  expect(handed[0]?.message.body).toContain(number)
  expect(handed[0]?.message.body).not.toContain('楼道灯')
  const [notice] = await listed()
  expect(notice).toMatchObject({ status: 'sent', way: 'sms', to: '138****5678', topic: 'complaint.answer' })
  const { rows } = await installation.admin.pool.query('select n::text as text from notices n')
  expect(rows[0].text).not.toContain('13800005678')
  expect(rows[0].text).not.toContain(Buffer.from(number).toString('hex'))
})

test('at night nothing rings; in the morning it goes, once, however often the job runs', async () => {
  installation.setNow(NIGHT)
  await answered('13800005678')
  expect(handed).toEqual([])
  expect((await listed())[0]).toMatchObject({ status: 'waiting', dueAt: MORNING.toISOString() })
  installation.setNow(MORNING)
  await Promise.all([round(), round(), round()])
  await round()
  expect(handed).toHaveLength(1)
})

test('a gateway that is away is asked again later and later; then a person decides', async () => {
  answer = 'unreachable'
  await answered('13800005678')
  let now = NOON.getTime()
  for (const minutes of [1, 5, 30, 120]) {
    await round()
    expect((await listed())[0]).toMatchObject({ status: 'waiting', fault: 'unreachable' })
    now += minutes * 60_000
    installation.setNow(new Date(now))
    await round()
  }
  const [failed] = await listed()
  expect(failed).toMatchObject({ status: 'failed', fault: 'unreachable', tries: 5, mayRetry: true })
  expect(handed).toHaveLength(5)
  answer = 'sent'
  await officer.get(retryNotice, { params: { id: failed?.id ?? '' } })
  await round()
  expect((await listed())[0]).toMatchObject({ status: 'sent', fault: null, mayRetry: false })
  expect((await officer.call(retryNotice, { params: { id: failed?.id ?? '' } })).statusCode).toBe(409)
})

test.each(['refused', 'unclear'] as const)('what was %s is not sent again by itself', async (how) => {
  answer = how
  await answered('13800005678')
  installation.setNow(MORNING)
  await round()
  expect(handed).toHaveLength(1)
  expect((await listed())[0]).toMatchObject({ status: 'failed', fault: how })
})

test('what a dead process had in hand is not sent twice but put before a person', async () => {
  await answered('13800005678')
  await asSuperuser(installation.admin, (query) =>
    query(`update notices set status = 'sending', sent_at = null, claimed_at = $1`, [NOON]).then(() => undefined),
  )
  await round()
  expect((await listed())[0]).toMatchObject({ status: 'sending' })
  installation.setNow(new Date(NOON.getTime() + 11 * 60_000))
  await round()
  expect((await listed())[0]).toMatchObject({ status: 'failed', fault: 'unclear' })
  expect(handed).toHaveLength(1)
})

test('who has no mobile is telephoned: the number opens with a trace, three calls without an answer end it', async () => {
  await answered('010-6601-2345')
  expect(handed).toEqual([])
  const page = await officer.get(listNotices, {})
  expect(page).toMatchObject({ calls: 1, failed: 0 })
  const id = page.items[0]?.id ?? ''
  expect(page.items[0]).toMatchObject({ way: 'phone-call', status: 'waiting', mayCall: true })
  expect(await officer.get(openNoticeNumber, { params: { id } })).toEqual({ number: '010-6601-2345' })
  const { rows } = await installation.admin.pool.query(
    `select move from events where kind = 'notice' and record_id = $1`,
    [id],
  )
  expect(rows).toEqual([{ move: 'number' }])
  for (const tries of [1, 2, 3])
    expect(await officer.get(tickCall, { params: { id }, body: { outcome: 'no-answer' } })).toMatchObject({
      tries,
      fault: 'no-answer',
      status: tries === 3 ? 'failed' : 'waiting',
    })
  expect((await officer.call(tickCall, { params: { id }, body: { outcome: 'reached' } })).statusCode).toBe(409)
  await officer.get(retryNotice, { params: { id } })
  await round()
  expect(await officer.get(tickCall, { params: { id }, body: { outcome: 'reached' } })).toMatchObject({
    status: 'sent',
  })
})

test('the dead, who moved and who wants none hear nothing when the time comes, although it was written before', async () => {
  const member = await installation.as('volunteer', 'station')
  const scope = { role: 'yimi_app' as const, orgs: [installation.orgs.station] }
  const { services } = installation
  await inScope(services.database, scope, (tx) =>
    changePerson({ tx, keyring: services.keyring, actor: systemActor(scope.orgs), now: NOON }, member.personId, {
      contact: 'li@example.org',
    }),
  )
  const status = (value: string) =>
    asSuperuser(installation.admin, (query) =>
      query('update people set status = $1 where id = $2', [value, member.personId]).then(() => undefined),
    )
  for (const [state, fault] of [
    ['died', 'dead'],
    ['moved-away', 'moved'],
  ]) {
    await status('living')
    await makeRoleNotice(member)
    await status(state ?? '')
    await round()
    const rows = await waysOf(member)
    expect(rows).toEqual([
      { way: 'email', status: 'stopped', fault },
      { way: 'in-app', status: 'stopped', fault },
    ])
  }
  await status('living')
  await member.get(chooseNotices, { body: { optedOut: true } })
  await makeRoleNotice(member)
  await round()
  expect(await waysOf(member)).toEqual([
    { way: 'email', status: 'stopped', fault: 'opted-out' },
    { way: 'in-app', status: 'sent', fault: null },
  ])
  expect(handed).toEqual([])
})

/** The notice of a role that was given, written and not yet sent. */
async function makeRoleNotice(member: { accountId: string }): Promise<void> {
  const { admin } = installation
  await asSuperuser(admin, (query) => query('delete from notices', []).then(() => undefined))
  const { rows } = await admin.pool.query(
    `insert into events (id, kind, record_id, seq, at, actor_role, org_id, move, from_state, to_state, gates, refs, prev_hash, hash)
     select gen_random_uuid(), 'account', $1, coalesce(max(seq), 0) + 1, now(), 'x', $2, 'grant-role', '', '', '{}', '{"role":"lecturer"}', '', ''
     from events where kind = 'account' and record_id = $1 returning seq`,
    [member.accountId, installation.orgs.station],
  )
  const { tell } = await import('./tell.ts')
  const { accountAddresses } = await import('#modules/accounts/accounts.ts')
  const { contactsForDelivery } = await import('#modules/people/people.ts')
  const { kindOf } = await import('./contacts.ts')
  await tell(
    {
      ...installation.services,
      books: accountAddresses,
      contacts: async (tx, keyring, ids) =>
        new Map([...(await contactsForDelivery(tx, keyring, ids))].map(([id, contact]) => [id, kindOf(contact)])),
    },
    {
      topic: 'account.grant-role',
      orgId: installation.orgs.station,
      recordId: member.accountId,
      seq: rows[0].seq,
      toState: '',
    },
  )
}

async function waysOf(member: { personId: string }) {
  const { rows } = await installation.admin.pool.query(
    'select way, status, fault from notices where receiver_id = $1 order by way',
    [member.personId],
  )
  return rows
}

test('one reads one’s own list, and nobody else’s; others of the area cannot read it through it', async () => {
  await answered('13800005678')
  const { items } = await officer.get(listNotices, {})
  expect(items.length).toBeGreaterThan(0)
  const member = await installation.as('volunteer', 'station')
  await makeRoleNotice(member)
  await round()
  const own = await member.get(listOwnNotices, {})
  expect(own).toMatchObject({ unread: 1, total: 1, items: [{ title: '您有了新的岗位', readAt: null }] })
  const other = await installation.as('volunteer', 'station')
  expect(await other.get(listOwnNotices, {})).toMatchObject({ unread: 0, total: 0 })
  expect(await other.get(readOwnNotices, { body: {} })).toEqual({ unread: 0 })
  expect((await member.get(listOwnNotices, {})).unread).toBe(1)
  expect(await member.get(readOwnNotices, { body: {} })).toEqual({ unread: 0 })
})

test('the running jobs carry an event from its transaction to the adapter, with ids alone in the queue', async () => {
  const { services, runUrl } = installation
  const jobs = await startJobs({ ...services, runUrl, registry: services.jobs })
  try {
    const { number } = await installation.anonymous.get(submitComplaint, {
      body: { words: '机密的投诉内容', aboutOrgId: installation.orgs.station, contact: '13811112222' },
    })
    const { items } = await officer.get(listComplaints, { query: { state: 'received' } })
    const id = items.find((one) => one.number === number)?.id ?? ''
    await officer.get(answerComplaint, { params: { id }, body: { answer: '机密的答复' } })
    await jobs.drain()
    const sent = () => handed.filter(({ message }) => message.to === '13811112222').length
    await expect.poll(sent, { timeout: 15_000 }).toBe(1)
    const { rows } = await installation.admin.pool.query(`select string_agg(data::text, '') as data from pgboss.job`)
    for (const word of ['机密', '13811112222', number]) expect(rows[0].data).not.toContain(word)
  } finally {
    await jobs.stop()
  }
})

test('the default adapter writes a file that only its owner reads', async () => {
  const plain = await createTestInstallation()
  try {
    const folder = join(plain.services.dataFolder, 'outbox/sms')
    const message = { id: 'n-1', to: '13800005678', title: '通知', body: '明天停水' }
    expect(await plain.services.delivery.sms?.deliver(message)).toBe('sent')
    expect(await plain.services.delivery.sms?.deliver(message)).toBe('sent')
    expect(readdirSync(folder)).toEqual(['n-1.txt'])
    expect(readFileSync(join(folder, 'n-1.txt'), 'utf8')).toContain('明天停水')
  } finally {
    await plain.close()
  }
})
