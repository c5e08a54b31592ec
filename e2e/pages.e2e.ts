import { acceptInvitation, invite, listAccounts } from '@yimi/contract/account.ts'
import { listActivities } from '@yimi/contract/activity.ts'
import { type BroadcastState, listBroadcasts } from '@yimi/contract/broadcast.ts'
import { listCheckIns } from '@yimi/contract/check-in.ts'
import { call } from '@yimi/contract/client.ts'
import { listMyCertificates } from '@yimi/contract/hour-certificate.ts'
import { submitOrder } from '@yimi/contract/order-desk.ts'
import { listOrganisations } from '@yimi/contract/organisation.ts'
import { listPeople } from '@yimi/contract/person.ts'
import { listProgrammes } from '@yimi/contract/programme.ts'
import { listServices } from '@yimi/contract/service.ts'
import { listTeams } from '@yimi/contract/team.ts'
import { listVolunteers } from '@yimi/contract/volunteer.ts'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAs } from './api-caller.ts'
import { atDesk, atPortal, axeFindings, openBrowser, PHONE, shot } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

let yimi: RunningYimi
let browser: Browser
/** Ids of the demonstration that stand in addresses. */
const ids = {
  draft: '',
  'in-review': '',
  cleared: '',
  archived: '',
  account: '',
  station: '',
  team: '',
  volunteer: '',
  partner: '',
  programme: '',
  person: '',
  service: '',
  order: '',
  activity: '',
  coming: '',
  served: '',
  certificate: '',
}

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  const officer = await signInAs(yimi, 'institute-officer')
  for (const state of ['draft', 'in-review', 'cleared', 'archived'] satisfies BroadcastState[])
    ids[state] = (await officer.call(listBroadcasts, { query: { state } })).items[0]?.id ?? ''
  const worker = await signInAs(yimi, 'grid-worker')
  const person = (await worker.call(listPeople, { query: { status: 'living' } })).items[0]
  ids.person = person?.id ?? ''
  const asked = { channel: 'grid-worker' as const, words: '厨房的灯坏了，家里有人晕倒过', urgent: true }
  const body = { ...asked, orgId: person?.orgId ?? '', person: { id: ids.person } }
  ids.order = (await worker.call(submitOrder, { body })).order.id
  ids.account = (await officer.call(listAccounts, { query: {} })).items[0]?.id ?? ''
  ids.station = (await officer.call(listOrganisations, {})).items.find((org) => org.level === 'station')?.id ?? ''
  ids.service = (await officer.call(listServices, { params: { id: ids.station } })).items[0]?.id ?? ''
  ids.team = (await officer.call(listTeams, { query: {} })).items[0]?.id ?? ''
  ids.volunteer = (await officer.call(listVolunteers, { query: {} })).items[2]?.id ?? ''
  ids.partner = (await officer.call(listCheckIns, { query: { state: 'confirmed' } })).items.at(-1)?.id ?? ''
  const day = (inDays: number) => new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10)
  const { items: activities } = await officer.call(listActivities, { query: { from: day(-14), until: day(21) } })
  ids.activity = activities.find((one) => one.title === '楼道清洁日')?.id ?? ''
  ids.coming = activities.find((one) => one.title === '中心花园清洁日')?.id ?? ''
  const { items: listed } = await officer.call(listVolunteers, { query: { search: '苏晴' } })
  ids.served = listed[0]?.id ?? ''
  const volunteer = await signInAs(yimi, 'volunteer')
  ids.certificate = (await volunteer.call(listMyCertificates, {})).items[0]?.number ?? ''
  ids.programme = (await officer.call(listProgrammes, {})).items[0]?.id ?? ''
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

const PRODUCER_PAGES: Record<string, () => string> = {
  today: () => '/',
  broadcasts: () => '/broadcasts',
  'application-draft': () => `/broadcasts/${ids.draft}`,
  'gates-in-review': () => `/broadcasts/${ids['in-review']}/gates`,
  'guests-of-broadcast': () => `/broadcasts/${ids['in-review']}/guests`,
  'channels-of-broadcast': () => `/broadcasts/${ids.cleared}/channels`,
  history: () => `/broadcasts/${ids.archived}/history`,
  audience: () => `/broadcasts/${ids.archived}/audience`,
  guests: () => '/guests',
  venues: () => '/venues',
  channels: () => '/channels',
  calendar: () => '/calendar',
  figures: () => '/figures',
  'figure-opened': () => '/figures/gates-waiting',
  organisations: () => '/organisations',
  'work-rules': () => '/work-rules',
  me: () => '/me',
}
const OFFICER_PAGES: Record<string, () => string> = {
  services: () => '/services',
  service: () => `/services/${ids.station}/${ids.service}`,
  teams: () => '/teams',
  team: () => `/teams/${ids.team}`,
  volunteers: () => '/volunteers',
  volunteer: () => `/volunteers/${ids.volunteer}`,
  partners: () => '/partners',
  partner: () => `/partners/${ids.partner}`,
  'partners-lent': () => '/partners/lent',
  'partners-lists': () => '/partners/lists',
  programmes: () => '/programmes',
  programme: () => `/programmes/${ids.programme}`,
  'officer-today': () => '/',
  organisation: () => `/organisations/${ids.station}`,
  accounts: () => '/accounts',
  account: () => `/accounts/${ids.account}`,
  invitations: () => '/invitations',
  imports: () => '/imports',
  complaints: () => '/complaints',
  incidents: () => '/incidents',
  'people-from-above': () => '/people',
  'work-rules-edit': () => '/work-rules',
}
const STATION_PAGES: Record<string, () => string> = {
  'service-figures': () => '/service-figures',
  orders: () => '/orders',
  order: () => `/orders/${ids.order}`,
  'new-order': () => '/new-order',
  'urgent-words': () => '/urgent-words',
  notices: () => '/notices',
  'sign-ups': () => '/sign-ups',
  door: () => '/door',
  'no-matches': () => '/no-matches',
  'privacy-requests': () => '/privacy-requests',
  questionnaires: () => '/questionnaires',
  people: () => '/people',
  person: () => `/people/${ids.person}`,
  'life-events': () => '/life-events',
  triggers: () => '/triggers',
  'service-of-station': () => `/services/${ids.station}/${ids.service}`,
  ground: () => '/ground',
  rounds: () => '/rounds',
  visits: () => '/visits',
  'visits-stale': () => '/visits/stale',
  'rounds-paper': () => '/rounds/paper',
  activities: () => '/activities',
  activity: () => `/activities/${ids.activity}`,
  'activity-coming': () => `/activities/${ids.coming}`,
  rota: () => '/activities/rota',
  hours: () => '/hours',
  'hours-find': () => '/hours/find',
  'hours-rules': () => '/hours/rules',
  'hours-of-one': () => `/hours/${ids.served}`,
}

test('every page of the console is free of serious faults for who cannot see or use a mouse, at 1440', async () => {
  const found = [
    ...(await walk(await atDesk(browser, yimi, 'producer'), PRODUCER_PAGES, 'desk')),
    ...(await walk(await atDesk(browser, yimi, 'institute-officer'), OFFICER_PAGES, 'desk')),
    ...(await walk(await atDesk(browser, yimi, 'station-head'), STATION_PAGES, 'desk')),
    ...(await walk(await atDesk(browser, yimi, 'audit-admin'), { audit: () => '/audit' }, 'desk')),
    ...(await walk(await atDesk(browser, yimi, 'partner-contact'), { 'partner-desk': () => '/partner-desk' }, 'desk')),
    ...(await walk(await atDesk(browser, yimi, 'volunteer'), { 'volunteer-teams': () => '/teams' }, 'desk')),
    ...(await walk(await atDesk(browser, yimi, 'team-leader'), { 'leader-teams': () => '/teams' }, 'desk')),
    ...(await walk(await atDesk(browser, yimi, 'security-admin'), { keys: () => '/keys' }, 'desk')),
    ...(await walk(
      await atDesk(browser, yimi, 'director'),
      { 'control-room': () => `/broadcasts/${ids.cleared}/control-room` },
      'desk',
    )),
  ]
  expect(found).toEqual([])
})

test('what is done walking fits a phone: Today, a gate, an application, an order written down at a door', async () => {
  const found = [
    ...(await walk(await atDesk(browser, yimi, 'gate-reviewer-2', PHONE), phonePages(), 'phone')),
    ...(await walk(
      await atDesk(browser, yimi, 'producer', PHONE),
      { application: () => `/broadcasts/${ids.draft}` },
      'phone',
    )),
    ...(await walk(
      await atDesk(browser, yimi, 'grid-worker', PHONE),
      { 'new-order': () => '/new-order', orders: () => '/orders', order: () => `/orders/${ids.order}` },
      'phone',
    )),
  ]
  expect(found).toEqual([])
})

test('the portal shows the real district, plain and for elders', async () => {
  const places = {
    home: '',
    live: `#/live/${ids.cleared}`,
    complaint: '#/complaint',
    who: '#/who',
    incident: '#/incident',
    'sign-in': '#/sign-in',
    my: '#/my',
    ask: '#/ask',
    card: '#/card/an-unknown-token',
    orders: '#/orders',
    tasks: '#/tasks',
    lecture: '#/lecture',
    volunteer: '#/volunteer',
    programme: `#/programmes/${ids.programme}`,
    certificate: `#/certificate/${ids.certificate}`,
    'hour-notices': '#/hour-notices',
  }
  const found: string[] = []
  for (const [name, place] of Object.entries(places)) {
    const page = await atPortal(browser, yimi, place)
    found.push(...(await look(page, `portal-${name}`)))
    await page.getByRole('button', { name: /长辈/ }).first().click()
    found.push(...(await look(page, `portal-${name}-elder`)))
    await page.context().close()
  }
  expect(found).toEqual([])
})

test('what a volunteer sees of himself fits a phone, plain and for elders', async () => {
  const page = await atDesk(browser, yimi, 'volunteer', PHONE)
  const found: string[] = []
  for (const part of ['activities', 'hours', 'certificates']) {
    await page.goto('about:blank')
    await page.goto(`${yimi.url}/#/my/${part}`)
    found.push(...(await look(page, `portal-my-${part}`)))
  }
  await page.getByRole('button', { name: /长辈/ }).first().click()
  for (const part of ['activities', 'hours']) {
    await page.goto(`${yimi.url}/#/my/${part}`)
    found.push(...(await look(page, `portal-my-${part}-elder`)))
  }
  await page.context().close()
  expect(found).toEqual([])
})

test('pages before the log-in: door, invitation, second factor, dead links', async () => {
  const officer = await signInAs(yimi, 'institute-officer')
  const { link } = await officer.call(invite, {
    body: { name: '新同事', role: 'director', orgId: ids.station },
  })
  const secret = link.slice(link.lastIndexOf('/') + 1)
  const page = await (await browser.newContext({ viewport: PHONE, locale: 'zh-CN' })).newPage()
  const found: string[] = []
  const visit = async (name: string, address: string) => {
    await page.goto('about:blank')
    await page.goto(`${yimi.url}${address}`)
    found.push(...(await look(page, `door-${name}`)))
  }
  await visit('log-in', '/console/')
  await visit('invitation', `/console/#/invitation/${secret}`)
  await visit('dead-invitation', '/console/#/invitation/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')
  await visit('dead-consent', '/#/consent/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')
  const person = { username: 'new-director', password: 'a-long-enough-password' }
  await call(acceptInvitation, { body: { secret, ...person } }, { baseUrl: yimi.url })
  await page.goto(`${yimi.url}/console/`)
  await page.getByLabel('用户名').fill(person.username)
  await page.getByLabel('密码').fill(person.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page
    .getByText(/身份验证器|动态验证码/)
    .first()
    .waitFor()
  found.push(...(await look(page, 'door-second-factor')))
  await page.context().close()
  expect(found).toEqual([])
})

test('a page that was open when the session ended asks for the log-in again and then goes on', async () => {
  const page = await atDesk(browser, yimi, 'duty-officer')
  await page.context().clearCookies()
  await page.reload()
  await page.getByLabel('用户名').waitFor()
  expect(await page.getByLabel('密码').inputValue()).toBe('')
  await page.context().close()
})

function phonePages(): Record<string, () => string> {
  return { today: () => '/', gates: () => `/broadcasts/${ids['in-review']}/gates` }
}

async function walk(page: Page, pages: Record<string, () => string>, size: string): Promise<string[]> {
  const found: string[] = []
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(`${yimi.url}/console/#${address()}`)
    found.push(...(await look(page, `${size}-${name}`)))
  }
  await page.context().close()
  return found
}

/** Waits until nothing loads or moves (a colour on its way to another has a contrast of neither), keeps a picture, and looks for faults; sideways scrolling is one. */
async function look(page: Page, name: string): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await waitFor('the page to be there', () =>
    page.evaluate<boolean>(
      `!document.querySelector('[aria-busy="true"], .entry__busy, .y-quiet--loading') && document.getAnimations().length === 0`,
    ),
  )
  const faults = (await axeFindings(page)).map((finding) => `${name}: ${finding}`)
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  if (wider > 0) faults.push(`${name}: ${wider} px wider than the screen`)
  await shot(page, name, true)
  return faults
}
