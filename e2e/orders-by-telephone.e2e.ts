import { call } from '@yimi/contract/client.ts'
import { listComplaints, submitComplaint } from '@yimi/contract/complaint.ts'
import { confirmLifeEvent, reportLifeEvent } from '@yimi/contract/life-event.ts'
import { getOrder, listOrders, moveOrder } from '@yimi/contract/order-desk.ts'
import { listMyPlaces, moveMyPlace, movePlace } from '@yimi/contract/order-place.ts'
import { listPeople, registerPerson } from '@yimi/contract/person.ts'
import { addMember, listTeams } from '@yimi/contract/team.ts'
import { getToday } from '@yimi/contract/today.ts'
import { checkIdentity, listVolunteers } from '@yimi/contract/volunteer.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, axeFindings, openBrowser, PHONE, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'
import { askDatabase } from './yimi-database.ts'

const [SU, GONG] = ['苏晴', '龚建华']
const WORDS = '厨房的灯坏了，够不着，晚上看不见'
let yimi: RunningYimi
let browser: Browser
let head: ApiCaller
let officer: ApiCaller
let su: ApiCaller
let gong: ApiCaller
/** Ids on the volunteers' list. */
const volunteers = new Map<string, string>()

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
  ;[head, officer, su, gong] = [
    await signInAs(yimi, 'station-head'),
    await signInAs(yimi, 'institute-officer'),
    await signInAs(yimi, 'volunteer'),
    await signInAs(yimi, 'team-leader'),
  ]
  for (const name of [SU, GONG]) {
    const id = (await head.call(listVolunteers, { query: { search: name } })).items[0]?.id ?? ''
    await head.call(checkIdentity, { params: { id } })
    volunteers.set(name, id)
  }
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

test('an order by telephone: declined, taken, handed back, delivered, disputed, rated by call-back, closed', async () => {
  onTestFailed(() => shotOfAll(browser, 'orders-failed'))
  const resident = (await head.call(listPeople, { query: { status: 'living', limit: 1 } })).items[0]
  const duty = await atDesk(browser, yimi, 'duty-officer')

  // Written down while somebody speaks, by keyboard.
  await duty.getByRole('link', { name: '点单登记' }).click()
  await duty.getByLabel('居民', { exact: true }).fill(resident?.name ?? '')
  await duty
    .getByTitle(new RegExp(resident?.name ?? ''))
    .first()
    .waitFor()
  await duty.keyboard.press('Enter')
  await duty.getByLabel('别人代说').check()
  await duty.getByLabel('代说的人').fill('小罗')
  await duty.getByLabel('是他的什么人').fill('侄女')
  await duty.getByLabel('原话').fill(WORDS)
  await duty.getByLabel('上门要知道').fill('没有电梯')
  await duty.keyboard.press('Control+Enter')
  await duty.getByText('已登记，单号').waitFor()
  await look(duty, 'order-saved')
  await duty.getByRole('link', { name: '看这一单' }).click()
  const title = duty.getByRole('heading', { level: 1, name: '原话点单' })
  const number = (await title.textContent())?.split(' ')[0] ?? ''
  const address = new URL(duty.url()).hash
  const id = address.slice(address.lastIndexOf('/') + 1)

  // Somebody calls back, and makes it ready.
  await makeMove(duty, '开始审单', async (dialog) => dialog.getByLabel('回电记录').fill('灯在厨房正中，要一架梯子'))
  await duty.getByText('审单中').first().waitFor()
  await makeMove(duty, '制单')
  await duty.getByText('待派单').first().waitFor()

  // The dispatcher sees reasons, asks, and sees the decline only as long as nobody has the place.
  const desk = await atDesk(browser, yimi, 'dispatcher')
  await desk.goto(`${yimi.url}/console/${address}`)
  await desk.getByRole('button', { name: '找人' }).click()
  await look(desk, 'order-suggestions')
  await desk.getByRole('button', { name: `问一声${GONG}` }).click()
  await desk.getByText('等答复').first().waitFor()
  await moveOwnPlace(gong, number, 'decline')
  await desk.getByText('这次不便').first().waitFor()
  expect(await place(desk).textContent()).toContain(GONG)
  await ask(desk, SU)
  await moveOwnPlace(su, number, 'accept')
  await desk.getByText('一位志愿者').waitFor()
  expect(await place(desk).textContent()).not.toContain(GONG)

  // A time is made; then the volunteer falls ill. Nobody asks why, nobody's name stands beside it.
  await makeMove(desk, '约定时间', (dialog) => dialog.getByLabel('几点开始').fill(`${dayFrom(1)}T10:00`))
  await desk.getByText('还没有说定').waitFor()
  await moveOwnPlace(su, number, 'confirm-slot')
  await desk.getByText('双方已说定').waitFor()
  await moveOwnPlace(su, number, 'hand-back')
  await desk.getByText('来不了，交回').waitFor()
  await look(desk, 'order-handed-back')

  // Somebody else is asked, and says yes this time; nothing says any more who could not come.
  await ask(desk, GONG)
  await moveOwnPlace(gong, number, 'accept')
  await place(desk).getByText('承办人').waitFor()
  expect(await place(desk).textContent()).not.toContain(SU)
  await makeMove(desk, '约定时间', (dialog) => dialog.getByLabel('几点开始').fill(`${dayFrom(0)}T23:00`))
  await makeMove(desk, '记到场', (dialog) => choose(dialog, desk, '怎样记的到场', '纸单'))
  await makeMove(desk, '办好了', (dialog) => choose(dialog, desk, '凭什么证明', '办完打勾'))
  await desk.getByText('已送达').first().waitFor()
  await desk.context().close()

  // «Nobody came»: said to the grid worker at the door, on a phone; who answered for it does not decide it.
  const walking = await atDesk(browser, yimi, 'grid-worker', PHONE)
  await walking.goto(`${yimi.url}/console/${address}`)
  await makeMove(walking, '有异议', (dialog) => dialog.getByLabel('当事人怎么说').fill('等了一天，没有人来过'))
  await walking.getByText('有异议').first().waitFor()
  await look(walking, 'order-disputed')
  const resolve = { params: { id }, body: { move: 'resolve-delivered' as const, needs: { words: '看过了，灯亮着' } } }
  const before = await head.call(getOrder, { params: { id } })
  const someone = before.answerable?.name ?? ''
  expect(someone).not.toBe('')
  const dutyApi = await signInAs(yimi, 'duty-officer')
  await expect(dutyApi.call(moveOrder, resolve)).rejects.toThrow()
  const boss = await atDesk(browser, yimi, 'station-head')
  await boss.getByRole('listitem').filter({ hasText: number }).getByRole('link', { name: '去办理' }).click()
  await makeMove(boss, '核实：已送达', (dialog) =>
    dialog.getByLabel('说明').fill('和邻居一起看过，灯亮着，老人午睡没听见'),
  )
  await boss.getByText('已送达').first().waitFor()

  // Confirmed and rated as it was said on the telephone; then it is closed.
  await duty.reload()
  await makeMove(duty, '确认已送达', (dialog) => choose(dialog, duty, '谁说的', '回访电话'))
  await duty.getByText('没有评不等于满意').waitFor()
  await makeMove(duty, '记下评价', async (dialog) => {
    await choose(dialog, duty, '谁评的', '回访电话')
    await choose(dialog, duty, '几分', '4 分（满分 5 分）')
    await dialog.getByLabel('当事人的原话').fill('灯很亮，谢谢')
  })
  await duty.getByText('4 分（满分 5 分） 灯很亮，谢谢').waitFor()
  await makeMove(duty, '办结')
  await duty.getByText('已办结').first().waitFor()
  await look(duty, 'order-closed')
  const log = (await head.call(getOrder, { params: { id } })).log
  expect(
    log.filter((event) => event.move === 'decline' || event.move === 'hand-back').map((event) => event.by),
  ).toEqual(['系统', '系统'])
  await boss.context().close()
  await walking.context().close()
})

test('a complaint about an order goes to the unit above, and shows nowhere to the team or the station', async () => {
  const words = '上门的人说话很冲，请别告诉他们'
  const aboutOrgId = (await head.call(listOrders, { query: {} })).items[0]?.orgId ?? null
  await call(submitComplaint, { body: { words, aboutOrgId } }, { baseUrl: yimi.url })
  const above = await officer.call(listComplaints, { query: {} })
  expect(above.items.map((one) => one.words)).toContain(words)
  for (const caller of [su, gong, head]) {
    await expect(caller.call(listComplaints, { query: {} })).rejects.toThrow()
    const seen = [
      await caller.call(getToday, {}),
      await caller.call(listMyPlaces, {}),
      await caller.call(listOrders, { query: {} }).catch(() => ''),
    ]
    expect(JSON.stringify(seen)).not.toContain(words)
  }
  const id = (await head.call(listOrders, { query: {} })).items[0]?.id ?? ''
  expect(JSON.stringify(await head.call(getOrder, { params: { id } }))).not.toContain(words)
})

test('a wreath goes its way in silence: no message, code, rating or picture', async () => {
  onTestFailed(() => shotOfAll(browser, 'wreath-failed'))
  const { items: teams } = await officer.call(listTeams, { query: {} })
  const team = teams.find((one) => one.kind === 'funeral')
  for (const name of [SU, GONG])
    await officer.call(addMember, { params: { id: team?.id ?? '' }, body: { volunteerId: volunteers.get(name) ?? '' } })
  const orgId = (await head.call(listPeople, { query: { limit: 1 } })).items[0]?.orgId ?? ''
  const person = await head.call(registerPerson, {
    body: { orgId, name: '鲁长青', contact: '13800001357', source: 'desk' },
  })
  const event = await head.call(reportLifeEvent, {
    params: { id: person.id },
    body: { what: 'death', happenedOn: dayFrom(0), words: { toldBy: '儿子来电' } },
  })
  const grid = await signInAs(yimi, 'grid-worker')
  await grid.call(confirmLifeEvent, { params: { id: event.id }, body: { how: '上门看过' } })

  const { items } = await head.call(listOrders, { query: { channel: 'trigger' } })
  const order = items.find((one) => one.personId === person.id)
  const id = order?.id ?? ''
  for (const caller of [su, gong]) {
    const { claimable } = await caller.call(listMyPlaces, {})
    const free = claimable.find((one) => one.orderNumber === order?.number && one.availableMoves.includes('claim'))
    await caller.call(moveMyPlace, { params: { id: free?.id ?? '' }, body: { move: 'claim' } })
  }
  const dispatcher = await signInAs(yimi, 'dispatcher')
  // Within the hour: the demonstration's own visit of today begins on a full hour after that.
  const slot = { startsAt: hoursFrom(0.1), endsAt: hoursFrom(0.9) }
  const { placeList } = await head.call(getOrder, { params: { id } })
  for (const [move, needs] of [
    ['schedule', { slot }],
    ['start', { by: 'paper' }],
    ['deliver', { proof: 'tick' }],
  ] as const)
    for (const { id: placeId } of placeList)
      await dispatcher.call(movePlace, { params: { id: placeId }, body: { move, needs } })

  const page = await atDesk(browser, yimi, 'duty-officer')
  await page.goto(`${yimi.url}/console/#/orders/${id}`)
  await page.getByText('安静办理').waitFor()
  await makeMove(page, '确认已送达', (dialog) => choose(dialog, page, '谁说的', '家人'))
  await page.getByText('已确认').first().waitFor()
  expect(await page.getByRole('button', { name: '记下评价' }).count()).toBe(0)
  await look(page, 'order-silent')
  await makeMove(page, '办结')
  await page.getByText('已办结').first().waitFor()

  // Past every page: nothing was written to the person or his family, rated, photographed or scanned.
  const told = await askDatabase(
    yimi,
    `select n.move from notices n where n.receiver_id = $1 and (n.record_id = $2 or n.record_id in
     (select id from order_places where order_id = $2))`,
    [person.id, id],
  )
  const rated = await askDatabase(yimi, 'select id from order_ratings where order_id = $1', [id])
  const shown = await askDatabase(
    yimi,
    `select started_by, proof_file_id from order_places where order_id = $1 and (proof_file_id is not null
     or started_by in ('resident-card', 'entrance'))`,
    [id],
  )
  expect({ told, rated, shown }).toEqual({ told: [], rated: [], shown: [] })
  await expect(
    head.call(moveOrder, { params: { id }, body: { move: 'rate', needs: { score: 5, by: 'family' } } }),
  ).rejects.toThrow()
})

/** Opens a move, fills in what it asks for, and sends it. */
async function makeMove(
  page: Page,
  name: string,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<unknown> = async () => undefined,
): Promise<void> {
  await page.getByRole('main').getByRole('button', { name, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await fill(dialog)
  await dialog.getByRole('button', { name, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function choose(dialog: ReturnType<Page['getByRole']>, page: Page, label: string, option: string): Promise<void> {
  await dialog.getByLabel(label).click()
  await page.getByTitle(option).click()
}

/** Asks a volunteer, whether suggested or found by name. */
async function ask(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '找人' }).click()
  await page.getByRole('button', { name: `问一声${name}` }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByText('等答复').first().waitFor()
}

function place(page: Page) {
  return page.getByRole('region', { name: /人手/ })
}

/** The volunteer's own act on the place of this order that is before him. */
async function moveOwnPlace(
  caller: ApiCaller,
  number: string,
  move: 'accept' | 'decline' | 'hand-back' | 'confirm-slot',
) {
  const { offered, mine } = await caller.call(listMyPlaces, {})
  const found = [...offered, ...mine].find((one) => one.orderNumber === number && one.availableMoves.includes(move))
  await caller.call(moveMyPlace, { params: { id: found?.id ?? '' }, body: { move } })
}

function hoursFrom(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString()
}

/** A day of Shanghai, so many days from today. */
function dayFrom(days: number): string {
  return new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10)
}

async function look(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await shot(page, name, true)
  expect(await axeFindings(page)).toEqual([])
}
