import { listDwellings } from '@yimi/contract/ground.ts'
import { confirmLifeEvent, reportLifeEvent } from '@yimi/contract/life-event.ts'
import { listNotices, listOwnNotices } from '@yimi/contract/notice.ts'
import type { Order } from '@yimi/contract/order.ts'
import { getOrder, issueResidentCard, listOrders, moveOrder } from '@yimi/contract/order-desk.ts'
import { listMyPlaces, moveMyPlace, offerPlace } from '@yimi/contract/order-place.ts'
import { listOrganisations } from '@yimi/contract/organisation.ts'
import { registerPerson } from '@yimi/contract/person.ts'
import { addSkill, checkIdentity, listVolunteers } from '@yimi/contract/volunteer.ts'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atPortal, axeFindings, openBrowser, PHONE, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const ELDER = '周桂英'
let yimi: RunningYimi
let browser: Browser
let head: ApiCaller
let duty: ApiCaller
let volunteer: ApiCaller
let personId = ''
let token = ''
let volunteerPersonId = ''

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  ;[head, duty, volunteer] = [
    await signInAs(yimi, 'station-head'),
    await signInAs(yimi, 'duty-officer'),
    await signInAs(yimi, 'volunteer'),
  ]
  const { items: doors } = await head.call(listDwellings, { query: { limit: 1 } })
  const [door] = doors
  const units = (await head.call(listOrganisations, {})).items
  const orgId = door?.orgId ?? units.find((org) => org.level === 'station')?.id ?? ''
  const body = { name: ELDER, contact: '13812340009', orgId, source: 'desk' as const, dwellingId: door?.id ?? null }
  personId = (await head.call(registerPerson, { body })).id
  token = (await head.call(issueResidentCard, { params: { id: personId } })).token
  volunteerPersonId = await makeBarber()
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

/** The volunteer who has an account: identity checked, able to cut hair. */
async function makeBarber(): Promise<string> {
  const { items } = await head.call(listVolunteers, { query: { limit: 100 } })
  const one = items.find((item) => item.name === '苏晴')
  if (!one) throw new Error('the demonstration’s volunteer is not on the list')
  const params = { id: one.id }
  await head.call(checkIdentity, { params })
  await head.call(addSkill, { params, body: { skill: 'hairdressing' } })
  return one.personId
}

async function look(page: Page, name: string): Promise<string[]> {
  await shot(page, name, true)
  const faults = (await axeFindings(page)).map((finding) => `${name}: ${finding}`)
  const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  return wider > 0 ? [...faults, `${name}: ${wider} px wider than the screen`] : faults
}

async function onElder(page: Page): Promise<void> {
  await page.getByRole('button', { name: /长辈/ }).first().click()
}

/** The portal of whoever has this session. */
async function portalOf(caller: ApiCaller, place: string): Promise<Page> {
  const [name = '', value = ''] = caller.cookie.split('=')
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  await context.addCookies([{ name, value, url: yimi.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${yimi.url}/${place}`)
  return page
}

async function orderOf(number: string): Promise<Order> {
  const [line] = (await head.call(listOrders, { query: { number } })).items
  return head.call(getOrder, { params: { id: line?.id ?? '' } })
}

/** Through review to a volunteer who has accepted and made a time for the day after tomorrow. */
async function bringToVisit(number: string): Promise<Order> {
  const { id } = await orderOf(number)
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await duty.call(moveOrder, { params: { id }, body: { move: 'take' } })
  const ready = await duty.call(moveOrder, {
    params: { id },
    body: { move: 'make-ready', needs: { window: { from: day(0), until: day(9) }, persons: 1 } },
  })
  const placeId = ready.placeList[0]?.id ?? ''
  await duty.call(offerPlace, { params: { id: placeId }, body: { personId: volunteerPersonId } })
  const own = (move: 'accept' | 'schedule', needs = {}) =>
    volunteer.call(moveMyPlace, { params: { id: placeId }, body: { move, needs } })
  const page = await portalOf(volunteer, '#/tasks')
  await page.getByText('想请您帮忙').waitFor()
  expect(await page.locator('main').innerText()).not.toContain(ELDER)
  await shot(page, 'portal-tasks-offered', true)
  await page.getByRole('article').filter({ hasText: '仪表送理发' }).getByRole('button', { name: '我去' }).click()
  await page.getByText('谢谢您！已经接下').waitFor()
  await onElder(page)
  await look(page, 'portal-tasks-elder')
  await page.getByRole('link', { name: /仪表送理发/ }).click()
  await page.getByText(ELDER).first().waitFor()
  expect(await look(page, 'portal-task-elder')).toEqual([])
  await page.context().close()
  const slot = { startsAt: `${day(2)}T02:00:00.000Z`, endsAt: `${day(2)}T03:00:00.000Z` }
  await own('schedule', { slot })
  return orderOf(number)
}

test('with a card in elder mode a haircut takes three screens; when death is reported and confirmed, order, place and messages stop', async () => {
  const found: string[] = []
  const page = await atPortal(browser, yimi, `#/card/${token}`)
  try {
    await onElder(page)
    await page.getByRole('button', { name: '更多' }).click()
    found.push(...(await look(page, 'portal-ask-what-elder')))
    await page.getByRole('button', { name: /仪表送理发/ }).click()
    await page.getByRole('heading', { name: '什么时候方便？' }).waitFor()
    await page.getByLabel('下周').check()
    found.push(...(await look(page, 'portal-ask-when-elder')))
    await page.getByRole('button', { name: '对，就这样' }).dblclick()
    await page.getByRole('heading', { name: '已经记下了' }).waitFor()
    found.push(...(await look(page, 'portal-ask-number-elder')))
    const number = await page.locator('.number__value').innerText()
    expect(await page.locator('main').innerText()).not.toContain(ELDER)

    const order = await orderOf(number)
    expect(order).toMatchObject({ state: 'submitted', channel: 'card', serviceName: '仪表送理发', personName: ELDER })
    expect((await head.call(listOrders, { query: {} })).items.filter((one) => one.personId === personId)).toHaveLength(
      1,
    )

    const visit = await bringToVisit(number)
    expect(visit).toMatchObject({ state: 'accepted', placeList: [{ state: 'scheduled' }] })

    const worker = await signInAs(yimi, 'grid-worker')
    const event = await worker.call(reportLifeEvent, {
      params: { id: personId },
      body: { what: 'death', happenedOn: new Date().toISOString().slice(0, 10) },
    })
    await head.call(confirmLifeEvent, { params: { id: event.id }, body: { how: '上门核实' } })

    const stopped = await orderOf(number)
    expect(stopped).toMatchObject({ state: 'cancelled', placeList: [{ state: 'withdrawn' }] })
    expect((await volunteer.call(listMyPlaces, {})).mine.map((one) => one.orderNumber)).not.toContain(number)
    await waitFor('the volunteer to be told', async () =>
      (await volunteer.call(listOwnNotices, { query: {} })).items.some((one) => one.title === '这次不用您上门了'),
    )
    const { items } = await head.call(listNotices, { query: { limit: 200 } })
    const toTheFamily = items.filter((one) => one.receiver === ELDER && one.body.includes(number))
    expect(toTheFamily.length).toBeGreaterThan(0)
    expect(toTheFamily.filter((one) => one.status === 'waiting' || one.status === 'sending')).toEqual([])
    expect(toTheFamily.filter((one) => one.topic === 'order.cancel' && one.status === 'sent')).toEqual([])

    // The card no longer knows anybody.
    await page.getByRole('button', { name: '再办一件' }).click()
    await page.getByRole('button', { name: '代挂号' }).click()
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByText('没有认出这张卡').waitFor()
    found.push(...(await look(page, 'portal-card-unknown-elder')))
  } catch (fault) {
    await shotOfAll(browser, 'ask-by-card-failed')
    throw fault
  }
  expect(found).toEqual([])
  await page.context().close()
}, 180_000)

test('a resident with a session asks in own words, hears the emergency numbers first, and finds the request among her own', async () => {
  const found: string[] = []
  const page = await portalOf(await signInAs(yimi, 'resident'), '#/ask')
  try {
    found.push(...(await look(page, 'portal-ask-what')))
    await page.getByRole('button', { name: '用自己的话说' }).click()
    await page.getByLabel('请说说要帮什么忙').fill('老伴在厕所摔倒了，站不起来了')
    found.push(...(await look(page, 'portal-ask-own')))
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '还想补充几句' }).click()
    found.push(...(await look(page, 'portal-ask-when')))
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByRole('heading', { name: '有危险，请先打电话' }).waitFor()
    expect(await page.locator('main a[href="tel:120"]').count()).toBe(1)
    found.push(...(await look(page, 'portal-ask-emergency')))
    const number = await page.locator('.number__value').innerText()
    expect(await orderOf(number)).toMatchObject({ urgent: true, state: 'submitted' })
    await page.getByRole('link', { name: '看我的求助' }).click()
    await page.getByText(number).waitFor()
    found.push(...(await look(page, 'portal-orders')))
    await page.getByRole('link', { name: new RegExp(number) }).click()
    await page.getByText('已收到，正等实践站看。').waitFor()
    found.push(...(await look(page, 'portal-order')))
    await onElder(page)
    found.push(...(await look(page, 'portal-order-elder')))
    await page.getByRole('button', { name: '不办了' }).click()
    await page.getByLabel('已经自己解决').check()
    await page.getByRole('button', { name: '确定不办了' }).click()
    await page.getByText('已经取消。').waitFor()
    expect((await orderOf(number)).state).toBe('cancelled')
  } catch (fault) {
    await shotOfAll(browser, 'ask-by-session-failed')
    throw fault
  }
  expect(found).toEqual([])
  await page.context().close()
}, 120_000)

test('the kiosk takes what the scanner types, large enough for a hall', async () => {
  const found: string[] = []
  const page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 }, locale: 'zh-CN' })).newPage()
  await page.goto(`${yimi.url}/#/kiosk`)
  await page.getByRole('heading', { name: '请扫一下您的求助卡' }).waitFor()
  found.push(...(await look(page, 'portal-kiosk')))
  await page.keyboard.type(`${yimi.url}/#/card/${token}\n`)
  await page.getByRole('heading', { name: '您要办什么？' }).waitFor()
  found.push(...(await look(page, 'portal-kiosk-what')))
  expect(found).toEqual([])
  await page.context().close()
})
