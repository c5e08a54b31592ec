import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium, MODES, type Mode, openPortal } from './testing/open-portal.ts'
import { measure, seriousFindings } from './testing/page-measures.ts'
import { BROADCASTS, buildBroadcast, buildConsent, HOME, IDS, SECRET, UNITS } from './testing/portal-fixtures.ts'
import { type Api, type PortalServer, problem, startPortalServer } from './testing/portal-server.ts'

let browser: Browser
let server: PortalServer

const usual: Api = (path) => {
  if (path === '/public/home') return { body: HOME }
  if (path === '/public/organisations') return { body: UNITS }
  if (path === '/guest-consents/read') return { body: buildConsent('asked') }
  if (path === `/public/broadcasts/${IDS.noPicture}`) return { body: buildBroadcast({ playlist: null }) }
  const broadcast = BROADCASTS.find((one) => path === `/public/broadcasts/${one.id}`)
  return broadcast && { body: broadcast }
}

beforeAll(async () => {
  server = await startPortalServer(usual)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const pages = [
  '#/',
  '#/live',
  `#/live/${IDS.onAir}`,
  `#/live/${IDS.coming}`,
  `#/live/${IDS.over}`,
  '#/live/0190b8a2-6f3e-7c1a-9a55-00000000dead',
  '#/lecture',
  '#/volunteer',
  '#/complaint',
  '#/complaint/follow',
  `#/consent/${SECRET}`,
  '#/nowhere',
]

function open(hash: string, mode: Partial<Mode> = {}, api: Api = usual) {
  return openPortal({ browser, server, usual }, hash, mode, api)
}

describe.each(MODES)('$name', (mode) => {
  let opened: Awaited<ReturnType<typeof open>>
  beforeAll(async () => {
    opened = await open('#/', mode)
  })
  afterAll(() => opened.close())

  it.each(pages)('%s reads well, is reached by finger and breaks nothing', async (hash) => {
    const { page, complaints } = opened
    await page.evaluate((next) => window.location.assign(next), hash)
    await page.waitForFunction((next) => location.hash === next && !document.body.innerText.includes('正在打开'), hash)
    const found = await measure(page, mode)
    expect(found.smallText).toEqual([])
    expect(found.smallTargets).toEqual([])
    expect(found.overflow).toEqual([])
    if (mode.width === 390) expect(await seriousFindings(page)).toEqual([])
    expect(complaints).toEqual([])
    expect(await page.locator('footer a[href="#/complaint"]').count()).toBe(1)
    expect(await page.locator('header').innerText()).toContain('演示')
  })
})

describe('going about', () => {
  it('moves the focus to the heading, sets the title and starts at the top', async () => {
    const { page, close } = await open('#/')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    await page.locator('.door').nth(1).click()
    await page.waitForFunction(() => document.title.startsWith('看直播'))
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('看直播')
    await page.goBack()
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1' && location.hash === '#/')
    expect(await page.title()).toBe(`您好，要办什么事？ - ${HOME.installation}`)
    await close()
  })

  it('shows the focus at every stop of the tab key, and skips to the content', async () => {
    const { page, close } = await open('#/complaint')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('y-skip')
    expect(await page.evaluate(() => document.activeElement?.getBoundingClientRect().left)).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    const stops: string[] = []
    for (let step = 0; step < 7; step += 1) {
      await page.keyboard.press('Tab')
      stops.push(
        await page.evaluate(() => {
          const element = document.activeElement
          return element ? `${element.tagName} ${getComputedStyle(element).outlineStyle}` : 'none'
        }),
      )
    }
    expect(stops.filter((stop) => !stop.endsWith('solid'))).toEqual([])
    expect(new Set(stops.map((stop) => stop.split(' ')[0]))).toEqual(
      new Set(['TEXTAREA', 'SELECT', 'INPUT', 'BUTTON', 'A']),
    )
    await close()
  })

  it('remembers elder mode and the size of its letters', async () => {
    const { page, close } = await open('#/')
    await page.getByRole('button', { name: '长辈模式' }).click()
    await page.getByRole('button', { name: 'A+ 字大一些' }).click()
    await page.reload()
    await page.locator('h1').waitFor()
    expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('27px')
    expect(await page.getByRole('button', { name: '普通模式' }).isVisible()).toBe(true)
    await close()
  })

  it('says that the server does not answer, and shows the page when it does', async () => {
    let up = false
    const { page, close } = await open('#/live', {}, (path, request) => (up ? usual(path, request) : 'cut'))
    await page.getByText('网络不通，暂时打不开').waitFor()
    up = true
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByRole('link', { name: /冬至包饺子/ }).waitFor()
    await close()
  })
})

describe('a complaint', () => {
  it('typed on a line that is cut arrives once, under one key, and its receipt outlives a reload', async () => {
    const sent: { key: string; body: unknown }[] = []
    const { page, close } = await open('#/complaint', {}, (path, request) => {
      if (path !== '/complaints') return usual(path, request)
      sent.push(request)
      return sent.length < 3
        ? 'cut'
        : { body: { number: 'T2026-0007', word: '清风徐来', dueAt: '2026-12-05T10:00:00.000Z' } }
    })
    await page.getByLabel('您想说什么？').fill('楼道的灯坏了半个月')
    await page.reload()
    expect(await page.getByLabel('您想说什么？').inputValue()).toBe('楼道的灯坏了半个月')
    await page.getByLabel('说的是哪个单位？').selectOption({ index: 2 })
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('T2026-0007').waitFor()
    await page.reload()
    await page.getByText('清风徐来').waitFor()
    expect(sent).toHaveLength(3)
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1)
    expect(sent[0]?.body).toMatchObject({ words: '楼道的灯坏了半个月', aboutOrgId: UNITS.items[1]?.id })
    await close()
  })

  it('refused by the server keeps the words and shows the fault at its field', async () => {
    const refused = {
      ...problem(400, 'bad-request', '填写的内容有误。'),
      faults: [{ path: ['contact'], message: '联系方式不能有表情。' }],
    }
    const { page, close } = await open('#/complaint', {}, (path, request) =>
      path === '/complaints' ? { status: 400, body: refused } : usual(path, request),
    )
    await page.getByLabel('您想说什么？').fill('建议多放几把椅子')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('alert').getByText('填写的内容有误。').waitFor()
    expect(await page.locator('[name=contact]').getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('[name=words]').inputValue()).toBe('建议多放几把椅子')
    await close()
  })

  it('is one question a screen in elder mode', async () => {
    const { page, close } = await open('#/complaint', { elder: true })
    expect(await page.locator('.y-field').count()).toBe(1)
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('至少两个字').waitFor()
    await page.locator('[name=words]').fill('想学用手机')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.locator('[name=about]').waitFor()
    expect(await page.locator('.y-field').count()).toBe(1)
    await close()
  })

  it('is followed with number and word, and objected to', async () => {
    const answered = {
      state: 'answered',
      receivedAt: '2026-11-20T01:00:00.000Z',
      dueAt: '2026-12-05T10:00:00.000Z',
      answer: '灯已修好。',
    }
    const { page, close } = await open('#/complaint/follow', {}, (path, request) => {
      if (path === '/complaints/follow') return { body: answered }
      if (path === '/complaints/object') return { body: { state: 'received' } }
      return usual(path, request)
    })
    await page.locator('[name=number]').fill('T2026-0007')
    await page.locator('[name=word]').fill('清风徐来')
    await page.getByRole('button', { name: '查看' }).click()
    await page.getByText('灯已修好。').waitFor()
    await page.locator('[name=objection]').fill('又坏了')
    await page.getByRole('button', { name: '请求重新办理' }).click()
    await page.getByText('已收到您的意见').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await close()
  })
})

describe('a guest', () => {
  it('consents and withdraws, asked once more before that', async () => {
    const moves: unknown[] = []
    const { page, close } = await open(`#/consent/${SECRET}`, {}, (path, request) => {
      if (path !== '/guest-consents/answer') return usual(path, request)
      moves.push(request.body)
      return { body: { state: moves.length === 1 ? 'consented' : 'withdrawn' } }
    })
    await page.getByRole('button', { name: '同意参加' }).click()
    await page.getByText('您已同意参加').waitFor()
    await page.getByRole('button', { name: '撤回同意' }).click()
    await page.getByRole('button', { name: '确定撤回' }).click()
    await page.getByText('您已撤回同意').waitFor()
    expect(moves).toEqual([
      { secret: SECRET, move: 'consent' },
      { secret: SECRET, move: 'withdraw' },
    ])
    await close()
  })

  it('with an old link is told whom to ask', async () => {
    const { page, close } = await open(`#/consent/${SECRET}`, {}, (path, request) =>
      path === '/guest-consents/read'
        ? { status: 410, body: problem(410, 'link-expired', '过期') }
        : usual(path, request),
    )
    await page.getByText('这个链接已经不能用了').waitFor()
    await close()
  })
})

describe('a viewer', () => {
  async function scriptsOf(page: Page, context: BrowserContext) {
    const loaded: string[] = []
    context.on('request', (request) => request.resourceType() === 'script' && loaded.push(request.url()))
    await page.reload()
    await page.locator('.player__press').waitFor()
    return loaded
  }

  it('loads what plays only on the press, and is told that the picture is awaited', async () => {
    const { page, context, close } = await open(`#/live/${IDS.onAir}`)
    const loaded = await scriptsOf(page, context)
    expect(loaded.filter((url) => url.includes('hls'))).toEqual([])
    const before = loaded.length
    const said = await page.locator('main').innerText()
    const { title, summary, orgName } = buildBroadcast({})
    for (const words of [title, '11月25日', '听不到声音？', orgName, ...summary.split('\n')])
      expect(said).toContain(words)
    await page.getByRole('button', { name: '播放直播' }).click()
    await page.getByText('画面还没有到，正在等').waitFor()
    expect(loaded.slice(before)).toEqual([expect.stringContaining('hls')])
    expect(await seriousFindings(page)).toEqual([])
    await close()
  })

  it('who presses before there is a playlist gets the picture’s address when it comes', async () => {
    let known = false
    const { page, close } = await open(`#/live/${IDS.noPicture}`, {}, (path, request) =>
      known && path.endsWith(IDS.noPicture) ? { body: buildBroadcast({ id: IDS.noPicture }) } : usual(path, request),
    )
    await page.getByRole('button', { name: '播放直播' }).click()
    const asked = page.waitForRequest(/index\.m3u8$/)
    known = true
    await asked
    await close()
  })

  it('sees that it is over without loading the page again', async () => {
    let over = false
    const { page, close } = await open(`#/live/${IDS.noPicture}`, {}, (path, request) =>
      over && path.endsWith(IDS.noPicture)
        ? { body: buildBroadcast({ state: 'over', playlist: null }) }
        : usual(path, request),
    )
    over = true
    await page.getByText('直播已结束').waitFor()
    await page.getByText('如果有回放，做好后就放在这一页').waitFor()
    expect(await page.locator('.player').count()).toBe(0)
    await close()
  })

  it('whose browser plays playlists itself gets no player', async () => {
    const { page, context, close } = await open(`#/live/${IDS.onAir}`)
    await context.addInitScript(() => {
      Reflect.deleteProperty(window, 'MediaSource')
      Reflect.deleteProperty(window, 'ManagedMediaSource')
      HTMLMediaElement.prototype.canPlayType = (type) => (type === 'application/vnd.apple.mpegurl' ? 'maybe' : '')
    })
    const loaded = await scriptsOf(page, context)
    const asked = page.waitForRequest(/index\.m3u8$/)
    await page.getByRole('button', { name: '播放直播' }).click()
    expect((await asked).resourceType()).toBe('media')
    expect(loaded.filter((url) => url.includes('hls'))).toEqual([])
    await close()
  })
})
