import { listGrids } from '@yimi/contract/ground.ts'
import { listOrders } from '@yimi/contract/order-desk.ts'
import { listPeople } from '@yimi/contract/person.ts'
import { getMe } from '@yimi/contract/session.ts'
import { createVisitPlan, getVisitPlan, moveVisitPlan } from '@yimi/contract/visit.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, axeFindings, openBrowser, PHONE, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

let yimi: RunningYimi
let browser: Browser
let head: ApiCaller
let worker: Page

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  head = await signInAs(yimi, 'station-head')
  worker = await atDesk(browser, yimi, 'grid-worker', PHONE)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

test('a steward reports a newborn in two taps; the grid worker confirms; the family is asked, and then there is a gift', async () => {
  try {
    const steward = await atDesk(browser, yimi, 'entrance-steward', PHONE)
    await steward.goto(`${yimi.url}/#/neighbours`)
    const neighbours = steward.locator('.visit-door__row')
    await neighbours.first().waitFor()
    const name = await neighbours.last().locator('strong').innerText()
    await neighbours.last().click()
    await look(steward, 'phone-neighbours')
    await steward.getByRole('button', { name: '添丁' }).click()
    await steward.getByText('已经报上去了：添丁').waitFor()
    await steward.getByText('等网格员核实').first().waitFor()
    await look(steward, 'phone-neighbours-reported')
    await steward.context().close()
    expect(await newbornOrders(), 'nothing follows from a report').toBe(0)

    await worker.goto(`${yimi.url}/#/reports`)
    const report = worker.getByRole('article').filter({ hasText: `${name} · 添丁` })
    await report.getByRole('button', { name: '上门核实过，属实' }).click()
    const ask = worker.getByRole('article').filter({ hasText: name }).filter({ hasText: '监护人同意' })
    await ask.waitFor()
    await look(worker, 'phone-reports')
    expect(await newbornOrders(), 'asked first').toBe(0)
    await ask.getByLabel('孩子的名字').fill('柏小榆')
    await ask.getByLabel('谁同意的').fill('母亲')
    await ask.getByRole('button', { name: '家里人愿意' }).click()
    await ask.waitFor({ state: 'detached' })
    expect(await newbornOrders()).toBe(1)
    expect((await head.call(listPeople, { query: { search: '柏小榆' } })).total).toBe(1)
  } catch (fault) {
    await shotOfAll(browser, 'newborn-failed')
    throw fault
  }
}, 180_000)

test('doors by the keys alone, without a line for a while, and nothing is lost', async () => {
  try {
    const orgId = (await head.call(getMe, {})).assignments[0]?.orgId ?? ''
    const { items: grids } = await head.call(listGrids, { query: { orgId } })
    const doorsFrom = { kind: 'census' as const, gridIds: grids.map((grid) => grid.id) }
    const body = { orgId, name: '冬季走访', purpose: '看看取暖好不好', from: dayIn(0), until: dayIn(14), doorsFrom }
    const { id, doors } = await head.call(createVisitPlan, { body }, { key: 'journey-visit-plan' })
    const params = { id }
    await head.call(moveVisitPlan, { params, body: { move: 'start' } }, { key: 'journey-visit-start' })
    await worker.goto('about:blank')
    await worker.goto(`${yimi.url}/#/visits`)
    const rows = worker.locator('.visit-door__row')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(doors)
    await look(worker, 'phone-visits')
    // Tap the door, tap «nothing changed»: the next one is open.
    await rows.first().click()
    await look(worker, 'phone-visit-door')
    await worker
      .getByRole('button', { name: '都没变' })
      .or(worker.getByRole('button', { name: '见到人' }))
      .first()
      .click()
    await worker.getByText(`已走 1 户，共 ${doors} 户`).waitFor()
    expect(await worker.evaluate<boolean>(`document.activeElement.closest('.visit-door--open') !== null`)).toBe(true)

    await worker.context().setOffline(true)
    await worker.keyboard.press('1')
    await worker.keyboard.press('2')
    await worker.getByText('2 条还在这台手机上').waitFor()
    await worker.locator('.outbox summary').click()
    await shot(worker, 'phone-visits-outbox', true)
    await worker.context().setOffline(false)
    await worker.getByText('都已送到服务器').waitFor({ timeout: 30_000 })
    expect(await head.call(getVisitPlan, { params })).toMatchObject({ visited: 3, met: 2 })
    await worker.getByRole('button', { name: /长辈/ }).first().click()
    await look(worker, 'phone-visits-elder')

    const desk = await atDesk(browser, yimi, 'duty-officer')
    await desk.goto(`${yimi.url}/console/#/visits/${id}`)
    await desk.getByText(`到过 3 户，共 ${doors} 户，见到人 2 户`).first().waitFor()
    await look(desk, 'desk-visit-plan')
    await desk.goto(`${yimi.url}/console/#/visits`)
    await desk.getByRole('link', { name: '冬季走访' }).waitFor()
    await look(desk, 'desk-visits')
    await desk.getByRole('button', { name: '定一次走访' }).click()
    await desk.getByText('请选网格').waitFor()
    await look(desk, 'desk-visit-create')
    await desk.goto(`${yimi.url}/console/#/visits/stale`)
    await desk.getByRole('heading', { level: 1, name: '久未核对' }).waitFor()
    await desk.getByText('这个范围里都核对过了').waitFor()
    await look(desk, 'desk-visits-stale')
  } catch (fault) {
    await shotOfAll(browser, 'visits-failed')
    throw fault
  }
}, 240_000)

async function newbornOrders(): Promise<number> {
  const { items } = await head.call(listOrders, { query: { limit: 200 } })
  return items.filter((order) => JSON.stringify(order).includes('新生')).length
}

async function look(page: Page, name: string): Promise<void> {
  await shot(page, name, true)
  expect(await axeFindings(page), name).toEqual([])
}
