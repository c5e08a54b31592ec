import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { getBroadcast, judgeGate, listBroadcasts, saveApplication } from '@yimi/contract/broadcast.ts'
import { createChannel, listChannels } from '@yimi/contract/channel.ts'
import { getControlRoom, makeIngestKey } from '@yimi/contract/on-air.ts'
import { waitFor } from '@yimi/live/engine-e2e-fixtures.ts'
import { startPlatform, type TestPlatform } from '@yimi/live/engine-fixtures.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiCaller, signInAs } from './api-caller.ts'
import { atDesk, atPortal, axeFindings, openBrowser, shot } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'
import { sourceFile } from './source-file.ts'

const PLATFORMS = 14
let yimi: RunningYimi
let browser: Browser
let broadcastId = ''
const platforms: TestPlatform[] = []
let encoder: ChildProcess | undefined

beforeAll(async () => {
  const source = await sourceFile()
  yimi = await startYimi({ allowPrivate: '127.0.0.0/8' })
  browser = await openBrowser()
  const officer = await signInAs(yimi, 'institute-officer')
  broadcastId = (await officer.call(listBroadcasts, { query: { state: 'cleared' } })).items[0]?.id ?? ''
  const channelIds = await makeChannels(officer)
  await clearOver(channelIds)
  const director = await signInAs(yimi, 'director')
  const { key } = await director.call(makeIngestKey, { params: { id: broadcastId } })
  encoder = spawn('ffmpeg', [
    ...['-v', 'error', '-re', '-stream_loop', '-1', '-i', source, '-c', 'copy'],
    ...['-f', 'flv', `rtmp://127.0.0.1:${yimi.rtmpPort}/live/${key}`],
  ])
  await waitFor('a measured signal', async () => {
    const { signal } = await director.call(getControlRoom, { params: { id: broadcastId } })
    return signal?.kbps != null && signal.keyFrameSeconds != null
  })
}, 180_000)

afterAll(async () => {
  if (encoder && encoder.exitCode === null) {
    encoder.kill('SIGKILL')
    await once(encoder, 'exit')
  }
  await browser?.close()
  await yimi?.stop()
  for (const platform of platforms) await platform.kill()
  yimi?.remove()
})

/** Fourteen platforms of this process: one with limits that the source is beyond, one that refuses, one that lacks its key. */
async function makeChannels(officer: ApiCaller): Promise<string[]> {
  const orgId = (await officer.call(listChannels, {})).items[0]?.orgId ?? ''
  const ids: string[] = []
  for (let number = 1; number <= PLATFORMS; number += 1) {
    const platform = await startPlatform(number === 3 ? 'refuses' : 'takes')
    platforms.push(platform)
    const body = {
      orgId,
      name: `演示平台 ${String(number).padStart(2, '0')}`,
      server: `rtmp://127.0.0.1:${platform.port}/live`,
      ...(number === 5 ? { sessionKey: true } : { key: `key-of-platform-${number}` }),
      limits: number === 2 ? { maxKbps: 1_000, maxHeight: 480, keyFrameSeconds: 1 } : null,
    }
    ids.push((await officer.call(createChannel, { body })).id)
  }
  return ids
}

/** The cleared broadcast of the demonstration over these channels: the gate that they open is passed anew. */
async function clearOver(channelIds: string[]): Promise<void> {
  const producer = await signInAs(yimi, 'producer')
  const params = { id: broadcastId }
  const rundown = ['开场', '主持人介绍嘉宾', '访谈：社区食堂怎么办', '现场提问', '连线志愿者', '抽奖', '结束'].map(
    (title) => ({ title, seconds: 300, who: '' }),
  )
  const { revision } = await producer.call(getBroadcast, { params })
  const saved = await producer.call(saveApplication, { params, body: { revision, changes: { channelIds, rundown } } })
  const open = saved.gateCards.filter((card) => card.state === 'open')
  expect(open.length).toBeGreaterThan(0)
  for (const { gate, checklist } of open) {
    for (const username of ['gate-reviewer', 'gate-reviewer-2', 'gate-reviewer-3']) {
      const reviewer = await signInAs(yimi, username)
      const { gateCards } = await reviewer.call(getBroadcast, { params })
      if (!gateCards.some((card) => card.gate === gate && card.mayJudge)) continue
      const checked = checklist.map((item) => item.id)
      await reviewer.call(judgeGate, { params: { ...params, gate }, body: { verdict: 'pass', checked } })
      break
    }
  }
  expect((await producer.call(getBroadcast, { params })).state).toBe('cleared')
}

async function atControlRoom(): Promise<Page> {
  const page = await atDesk(browser, yimi, 'director')
  await page.goto(`${yimi.url}/console/#/broadcasts/${broadcastId}/control-room`)
  await page.getByRole('button', { name: '开始直播' }).waitFor()
  await page.getByText('1920×1080').waitFor()
  return page
}

/** What of these is not wholly within the window. */
function outOfView(page: Page, selector: string): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll('${selector}')]
    .filter((element) => {
      const { top, bottom, right } = element.getBoundingClientRect()
      return top < 0 || bottom > innerHeight || right > innerWidth
    })
    .map((element) => element.textContent.trim().slice(0, 30))`)
}

test('fourteen platforms and the main controls stand on one screen; what lacks is said before the start', async () => {
  const page = await atControlRoom()
  expect(await page.locator('.tile').count()).toBe(PLATFORMS)
  await page.locator('.tile', { hasText: '演示平台 02' }).getByText('上限 1，当前 4.').waitFor()
  await page.locator('.tile', { hasText: '演示平台 05' }).getByText('本场密钥未填').waitFor()

  await page.keyboard.press('s')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('现在播不出去：演示平台 05').waitFor()
  await dialog.getByText('平台上限 480 线，当前 1080 线').waitFor()
  await shot(page, 'room-start-lacking')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: '确认开播' }).click({ force: true })
  await dialog.getByLabel('演示平台 14').uncheck()
  await dialog.getByLabel('仍然开播；补齐后自动开始').check()
  await dialog.getByRole('button', { name: '确认开播' }).click()
  await page.getByRole('button', { name: '结束直播' }).waitFor()
  await waitFor('platforms to run', async () => (await page.locator('.tile--done').count()) === PLATFORMS - 3)
  expect(await page.locator('.tile').count()).toBe(PLATFORMS - 1)

  await page.keyboard.press('a')
  await page.getByRole('combobox').click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '确认加入' }).click()
  await waitFor('the fourteenth', async () => (await page.locator('.tile').count()) === PLATFORMS)
  await waitFor('it to run', async () => (await page.locator('.tile--done').count()) === PLATFORMS - 2)
  expect(
    await outOfView(page, '.tile, .air-bar button, .room__rundown button, .room__head button, .room__preview button'),
  ).toEqual([])
  await shot(page, 'room-fourteen')
  expect(await axeFindings(page)).toEqual([])
  await page.context().close()
})

test('the rundown is gone through by keyboard, and the sheet of keys tells what they do', async () => {
  const page = await atDesk(browser, yimi, 'director')
  await page.goto(`${yimi.url}/console/#/broadcasts/${broadcastId}/control-room`)
  const now = page.locator('.segment--now .segment__words')
  await page.getByText('按计划时间走').waitFor()
  expect(await now.textContent()).toBe('开场')
  await page.keyboard.press('n')
  await page.getByText(/比计划早/).waitFor()
  expect(await now.textContent()).toBe('主持人介绍嘉宾')
  await page.keyboard.press('n')
  await now.getByText('访谈：社区食堂怎么办').waitFor()
  await page.keyboard.press('b')
  await now.getByText('主持人介绍嘉宾').waitFor()
  await page.reload()
  await now.getByText('主持人介绍嘉宾').waitFor()

  await page.keyboard.press('m')
  await page.getByRole('button', { name: '静音' }).waitFor()
  await page.keyboard.press('Shift+Digit4')
  await page.locator('.tile', { hasText: '演示平台 14' }).getByText('重连').waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await shot(page, 'room-keys')
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('n')
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await now.textContent()).toBe('主持人介绍嘉宾')
  for (const elder of [false, true]) {
    const phone = await atPortal(browser, yimi, `#/live/${broadcastId}`)
    if (elder) await phone.getByRole('button', { name: /长辈/ }).first().click()
    await phone.getByRole('button', { name: '播放直播' }).click()
    await waitFor('the picture', () => phone.evaluate<boolean>(`document.querySelector('video').currentTime > 0`))
    await shot(phone, elder ? 'portal-watching-elder' : 'portal-watching')
    expect(await axeFindings(phone)).toEqual([])
    await phone.context().close()
  }
  await page.keyboard.press('e')
  await page.getByRole('button', { name: '确认结束' }).waitFor()
  await page.keyboard.press('Escape')
  await page.context().close()
})
