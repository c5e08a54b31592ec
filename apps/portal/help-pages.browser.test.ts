import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ASKED_FOR, buildMyOrder, helpApi, MOTHER, ORDERS, PLACES, SERVICES, TOKEN } from './testing/help-fixtures.ts'
import { launchChromium, MODES, type Mode, openPortal } from './testing/open-portal.ts'
import { measure, seriousFindings } from './testing/page-measures.ts'
import { HOME } from './testing/portal-fixtures.ts'
import { type Api, type PortalServer, problem, startPortalServer } from './testing/portal-server.ts'

let browser: Browser
let server: PortalServer
const usual: Api = (path, request) => (path === '/public/home' ? { body: HOME } : helpApi(path, request))

beforeAll(async () => {
  server = await startPortalServer(usual)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

function open(hash: string, mode: Partial<Mode> = {}, api: Api = usual) {
  return openPortal({ browser, server, usual }, hash, mode, api)
}
const receipt = {
  number: '2026-K7PM3RXA',
  answerable: { name: '示例值班员' },
  telephone: '000-1234 5678',
  emergency: null,
}
const unknown: Api = (path, request) =>
  path === '/my/asked-for' ? { status: 401, body: problem(401, 'not-signed-in', '请先登录。') } : usual(path, request)

describe.each(MODES)('$name', (mode) => {
  const pages = [
    '#/ask',
    `#/card/${TOKEN}`,
    '#/kiosk',
    '#/orders',
    ...ORDERS.map((order) => `#/orders/${order.id}`),
    '#/tasks',
    ...PLACES.mine.map((place) => `#/tasks/${place.id}`),
    '#/tasks/none',
  ]
  it('every page of asking and helping reads well, is reached by finger and breaks nothing', async () => {
    const { page, complaints, close } = await open('', mode)
    for (const [turn, hash] of pages.entries()) {
      // Another query at each turn: a page that is opened, not one that is gone to from the last.
      await page.goto(`${server.address}/?${turn}${hash}`)
      await page.locator('h1').waitFor()
      await page.waitForFunction(() => !document.body.innerText.includes('正在打开'))
      const found = await measure(page, mode)
      expect({ hash, ...found }).toMatchObject({ smallText: [], smallTargets: [], overflow: [] })
      if (mode.width === 390) expect({ hash, found: await seriousFindings(page) }).toEqual({ hash, found: [] })
      expect(complaints).toEqual([])
      expect(await page.locator('footer a[href="#/complaint"]').count()).toBe(1)
    }
    await close()
  }, 120_000)

  it('the three screens and every form within a page do as well', async () => {
    const { page, close } = await open(`#/card/${TOKEN}`, mode, (path, request) =>
      path === '/card-orders' ? { body: { ...receipt, emergency: EMERGENCY } } : usual(path, request),
    )
    const look = async (what: string) => {
      const found = await measure(page, mode)
      expect({ what, ...found }).toMatchObject({ smallText: [], smallTargets: [], overflow: [] })
      if (mode.width === 390) expect({ what, found: await seriousFindings(page) }).toEqual({ what, found: [] })
    }
    await page.getByRole('button', { name: '更多' }).click()
    await look('more')
    await page.getByRole('button', { name: '代买菜及日用品' }).click()
    await page.getByLabel('选一天').check()
    await page.getByRole('button', { name: '还想补充几句' }).click()
    await look('when')
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByText(receipt.number).waitFor()
    await look('number')
    for (const [place, button, field] of [
      [PLACES.mine[0], '换个时间', 'clock'],
      [PLACES.mine[0], '到了，开始', 'shown'],
      [PLACES.mine[1], '办好了', 'words'],
      [PLACES.mine[1], '没有办成', 'words'],
    ] as const) {
      await page.goto('about:blank')
      await page.goto(`${server.address}/#/tasks/${place?.id}`)
      await page.getByRole('button', { name: button }).click()
      await page.locator(`[name=${field}]`).waitFor()
      await look(button)
    }
    await close()
  }, 60_000)
})

const EMERGENCY = {
  telephones: [
    { label: '实践站', number: '000-1234 5678' },
    { label: '急救', number: '120' },
    { label: '报警', number: '110' },
    { label: '火警', number: '119' },
  ],
}

describe('asking by card', () => {
  it('takes three screens, arrives once on a line that is cut, and keeps what was typed', async () => {
    const sent: { key: string; body: unknown }[] = []
    let up = false
    const { page, close } = await open(`#/card/${TOKEN}`, { elder: true }, (path, request) => {
      if (path !== '/card-orders') return usual(path, request)
      sent.push(request)
      return up ? { body: receipt } : 'cut'
    })
    await page.getByRole('button', { name: '代挂号' }).click()
    await page.getByLabel('下周').check()
    await page.getByRole('button', { name: '还想补充几句' }).click()
    await page.getByLabel('还有什么要说的').fill('挂骨科')
    await page.getByRole('button', { name: '对，就这样' }).dblclick()
    await page.getByText('没有提交成功').waitFor({ timeout: 30_000 })
    await page.reload()
    expect(await page.getByLabel('还有什么要说的').inputValue()).toBe('挂骨科')
    up = true
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByText(receipt.number).waitFor()
    await page.getByText('现在由示例值班员负责您这件事').waitFor()
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    expect(sent[0]?.body).toMatchObject({
      token: TOKEN,
      channel: 'card',
      serviceId: SERVICES.find((one) => one.name === '代挂号')?.id,
      words: '挂骨科',
    })
    await page.getByRole('button', { name: '再办一件' }).click()
    await page.getByRole('heading', { name: '您要办什么？' }).waitFor()
    await close()
  }, 60_000)

  it('of what is urgent shows the numbers to call first, and that it is written down all the same', async () => {
    const { page, close } = await open(`#/card/${TOKEN}`, {}, (path, request) =>
      path === '/card-orders' ? { body: { ...receipt, emergency: EMERGENCY } } : usual(path, request),
    )
    await page.getByRole('button', { name: '用自己的话说' }).click()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('至少两个字').waitFor()
    await page.getByLabel('请说说要帮什么忙').fill('老伴摔倒了起不来')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByRole('heading', { name: '有危险，请先打电话' }).waitFor()
    const numbers = await page
      .locator('main a[href^="tel:"]')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    expect(numbers.slice(0, 4)).toEqual(['tel:00012345678', 'tel:120', 'tel:110', 'tel:119'])
    expect(await page.locator('main').innerText()).toMatch(/已经记下[\s\S]*2026-K7PM3RXA/)
    await close()
  })

  it('with a card that is not known keeps the words and says whom to call', async () => {
    const { page, close } = await open(`#/card/${TOKEN}`, {}, (path, request) =>
      path === '/card-orders'
        ? { body: { number: null, answerable: null, telephone: '000-1', emergency: null } }
        : usual(path, request),
    )
    await page.getByRole('button', { name: '代挂号' }).click()
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByText('没有认出这张卡').waitFor()
    expect(await page.locator('main a[href="tel:000-1"], main a[href="tel:0001"]').count()).toBe(1)
    await close()
  })
})

describe('asking as a family proxy', () => {
  it('asks for the other, and is told kindly why not and what else', async () => {
    const sent: unknown[] = []
    const refused = {
      ...problem(422, 'not-eligible', '现在还不能办理。'),
      detail: '“代挂号”要先登记住址。请先登记住址。',
    }
    const { page, close } = await open('#/ask', {}, (path, request) => {
      if (path !== '/my/orders') return usual(path, request)
      sent.push(request.body)
      return sent.length === 1 ? { status: 422, body: refused } : { body: { order: buildMyOrder(), emergency: null } }
    })
    await page.getByLabel(`替${ASKED_FOR.items[1]?.name}（我是子女）`).check()
    await page.getByRole('button', { name: '代挂号' }).click()
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByText('这一项现在办不了').waitFor()
    await page.getByText('请先登记住址').waitFor()
    await page.getByRole('button', { name: '用自己的话说' }).click()
    await page.getByLabel('请说说要帮什么忙').fill('想请人陪着去医院')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByText('现在由示例值班员负责您这件事').waitFor()
    expect(sent).toMatchObject([
      { forPersonId: MOTHER, serviceId: SERVICES[5]?.id },
      { forPersonId: MOTHER, serviceId: null, words: '想请人陪着去医院' },
    ])
    await close()
  })

  it('leads whoever is not known to a person, a card or the code', async () => {
    const { page, close } = await open('#/ask', {}, unknown)
    await page.getByRole('heading', { name: '打电话' }).waitFor()
    await page.getByRole('link', { name: '用手机号登录' }).click()
    await page.waitForFunction(() => location.hash === '#/sign-in/ask')
    await close()
  })
})

describe('the kiosk', () => {
  it('takes what a scanner types, and forgets it after a quiet minute', async () => {
    const sent: unknown[] = []
    const { page, close } = await open('#/kiosk', {}, (path, request) => {
      if (path !== '/card-orders') return usual(path, request)
      sent.push(request.body)
      return { body: receipt }
    })
    await page.clock.install()
    await page.keyboard.type(`https://yimi.example/#/card/${TOKEN}\n`)
    await page.getByRole('button', { name: '代挂号' }).click()
    await page.getByRole('button', { name: '还想补充几句' }).click()
    await page.getByLabel('还有什么要说的').fill('不该留下的话')
    await page.clock.fastForward(46_000)
    await page.getByText('您还在吗？').waitFor()
    await page.getByRole('heading', { level: 1 }).click()
    await page.getByText('您还在吗？').waitFor({ state: 'detached' })
    await page.clock.fastForward(46_000)
    await page.clock.fastForward(16_000)
    await page.getByRole('heading', { name: '请扫一下您的求助卡' }).waitFor()
    expect(await page.evaluate(() => JSON.stringify(sessionStorage) + location.hash)).toBe(
      '{"yimi.kiosk":"yes"}#/kiosk',
    )

    await page.keyboard.type(`https://yimi.example/#/card/${TOKEN}\n`)
    await page.getByRole('button', { name: '代挂号' }).click()
    expect(await page.getByText('不该留下的话').count()).toBe(0)
    await page.getByRole('button', { name: '对，就这样' }).click()
    await page.getByText(receipt.number).waitFor()
    expect(sent).toMatchObject([{ token: TOKEN, channel: 'kiosk', words: '' }])
    await page.getByRole('button', { name: '办好了，回到开头' }).click()
    await page.getByRole('heading', { name: '请扫一下您的求助卡' }).waitFor()
    expect(await page.getByText(receipt.number).count()).toBe(0)
    await close()
  })

  it('leads away to nothing that is not its own, and back from a complaint by itself', async () => {
    const { page, close } = await open('#/kiosk')
    expect(await page.locator('footer a[href="/console/"]').count()).toBe(0)
    await page.clock.install()
    await page.getByRole('link', { name: '投诉与建议' }).click()
    await page.getByLabel('您想说什么？').fill('等了很久')
    await page.clock.fastForward(46_000)
    await page.clock.fastForward(16_000)
    await page.getByRole('heading', { name: '请扫一下您的求助卡' }).waitFor()
    await page.getByRole('link', { name: '投诉与建议' }).click()
    // Elder mode: one question a screen.
    expect(await page.locator('[name=words]').inputValue()).toBe('')
    await close()
  })
})

describe('my requests', () => {
  const moved =
    (moves: unknown[]): Api =>
    (path, request) => {
      if (!path.endsWith('/moves')) return usual(path, request)
      moves.push(request.body)
      return { body: ORDERS[0] }
    }

  it('say in one sentence how it stands, who comes and when, and whom to call', async () => {
    const { page, close } = await open(`#/orders/${ORDERS[0]?.id}`)
    await page.getByText('已经有人接下了。').waitFor()
    await page.getByText('示例志愿者，11月28日周六 09:30来').waitFor()
    expect(await page.locator('a[href="tel:00012345678"]').innerText()).toContain('示例值班员')
    await page.getByRole('link', { name: '投诉', exact: true }).click()
    await page.getByLabel('您想说什么？').waitFor()
    // The number goes with it by itself: nobody has to write it, and whoever likes leaves it out.
    expect(await page.getByLabel('您想说什么？').inputValue()).toBe('')
    await page.getByText('2026-K7PM3RXA').waitFor()
    await close()
  })

  it('are answered, disputed, cancelled and rated; nothing is rated by force', async () => {
    const moves: unknown[] = []
    const { page, close } = await open(`#/orders/${ORDERS[1]?.id}`, {}, moved(moves))
    await page.getByRole('button', { name: '回答' }).click()
    await page.getByLabel('您的回答').fill('十月和十一月')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('好的，已经记下').waitFor()

    await page.goto(`${server.address}/#/orders/${ORDERS[3]?.id}`)
    await page.getByRole('button', { name: '没有人来' }).click()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('好的，已经记下').waitFor()

    await page.goto(`${server.address}/#/orders/${ORDERS[0]?.id}`)
    await page.getByRole('button', { name: '不办了' }).click()
    await page.getByLabel('已经自己解决').check()
    await page.getByRole('button', { name: '确定不办了' }).click()
    await page.getByText('好的，已经记下').waitFor()

    await page.goto(`${server.address}/#/orders/${ORDERS[4]?.id}`)
    await page.getByText('系统自动记为已办好').waitFor()
    expect(await page.getByRole('button', { name: '就这样评价' }).count()).toBe(0)
    await page.getByRole('button', { name: '很好' }).click()
    await page.getByRole('button', { name: '就这样评价' }).click()
    await page.getByText('好的，已经记下').waitFor()
    expect(moves).toMatchObject([
      { move: 'answer', needs: { words: '十月和十一月' } },
      { move: 'dispute', needs: { words: '没有人来。' } },
      { move: 'cancel', needs: { code: 'solved-otherwise' } },
      { move: 'rate', needs: { score: 5, words: '' } },
    ])
    await close()
  }, 30_000)
})

describe('a volunteer', () => {
  it('declines without a reason, and sees neither name nor door before accepting', async () => {
    const moves: unknown[] = []
    const { page, close } = await open('#/tasks', {}, (path, request) => {
      if (!path.endsWith('/moves')) return usual(path, request)
      moves.push([path, request.body])
      return { body: { place: null } }
    })
    const offered = page.locator('article').first()
    expect(await offered.innerText()).not.toMatch(/示例居民|号楼|000-/)
    await offered.getByRole('button', { name: '这次不去' }).click()
    await page.getByText('好的，没关系').waitFor()
    expect(moves).toEqual([[`/my/places/${PLACES.offered[0]?.id}/moves`, { move: 'decline', needs: {}, shown: '' }]])
    await close()
  })

  it('makes a time, begins by what the card says, delivers with the receipt’s number and says that he is out', async () => {
    const sent: unknown[] = []
    const { page, close } = await open(`#/tasks/${PLACES.mine[0]?.id}`, {}, (path, request) => {
      if (!/\/(moves|left)$/.test(path)) return usual(path, request)
      sent.push(path.endsWith('left') ? 'left' : request.body)
      return { body: path.endsWith('left') ? { id: PLACES.mine[1]?.id } : { place: PLACES.mine[0] } }
    })
    await page.getByRole('button', { name: '换个时间' }).click()
    await page.getByLabel('几点？').selectOption('14:00')
    await page.getByRole('button', { name: '就约这个时间' }).click()
    await page.getByText('好的，已经记下').waitFor()
    await page.getByRole('button', { name: '到了，开始' }).click()
    await page.getByLabel('卡上或门牌上的码').fill(`https://yimi.example/#/card/${TOKEN}`)
    await page.getByRole('button', { name: '开始', exact: true }).click()
    await page.getByText('好的，已经记下').waitFor()

    await page.goto(`${server.address}/#/tasks/${PLACES.mine[1]?.id}`)
    await page.getByRole('button', { name: '办好了' }).click()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('请把票据号码抄在这里').waitFor()
    await page.getByLabel('票据上的号码和金额').fill('No. 1234，56.00 元')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('好的，已经记下').waitFor()
    await page.getByRole('button', { name: '已安全离开' }).click()
    await expect.poll(() => sent.length).toBe(4)
    expect(sent).toMatchObject([
      {
        move: 'schedule',
        needs: { slot: { startsAt: '2036-11-25T06:00:00.000Z', endsAt: '2036-11-25T07:00:00.000Z' } },
      },
      { move: 'start', needs: { by: 'resident-card' }, shown: TOKEN },
      { move: 'deliver', needs: { proof: 'receipt', words: 'No. 1234，56.00 元' } },
      'left',
    ])
    await close()
  }, 30_000)

  it('who scans the resident’s card begins with one press', async () => {
    const sent: unknown[] = []
    const { page, close } = await open(`#/card/${TOKEN}`, {}, (path, request) => {
      if (!path.endsWith('/moves')) return usual(path, request)
      sent.push(request.body)
      return { body: { place: PLACES.mine[0] } }
    })
    await page.getByRole('button', { name: '开始：代交电话费电视收视费，示例居民' }).click()
    await page.getByText('已经开始').waitFor()
    expect(sent).toEqual([{ move: 'start', needs: { by: 'resident-card' }, shown: TOKEN }])
    await close()
  })
})
