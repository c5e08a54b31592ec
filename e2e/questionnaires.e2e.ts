import { countAnswers } from '@yimi/contract/questionnaire-answer.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signInAs } from './api-caller.ts'
import { atDesk, atPortal, axeFindings, openBrowser, shot, shotOfAll } from './people-at-screens.ts'
import { type RunningYimi, startYimi } from './running-yimi.ts'

let yimi: RunningYimi
let browser: Browser

beforeAll(async () => {
  yimi = await startYimi()
  browser = await openBrowser()
}, 150_000)

afterAll(async () => {
  await browser?.close()
  await yimi?.stop()
  yimi?.remove()
})

async function look(page: Page, name: string): Promise<string[]> {
  await shot(page, name, true)
  return (await axeFindings(page)).map((finding) => `${name}: ${finding}`)
}

/** Two questions, the second only for who lives alone, and a wish in words; answers the id. */
async function build(page: Page): Promise<string> {
  await page.getByRole('link', { name: '问卷', exact: true }).click()
  await page.getByRole('button', { name: '新建问卷' }).click()
  await page.getByLabel('问卷名称').fill('独居老人需求问卷')
  await page.getByRole('button', { name: '开始编辑' }).click()
  const form = page.locator('.builder__form')
  await form.getByRole('button', { name: '选一个' }).click()
  await form.getByLabel('问题', { exact: true }).fill('您是一个人住吗？')
  await form.getByLabel('必答').check()
  await form.getByLabel('选项 1', { exact: true }).fill('是')
  await form.getByLabel('选项 2', { exact: true }).fill('不是')
  await form.getByRole('button', { name: '是或否' }).click()
  await form.getByLabel('问题', { exact: true }).fill('要装呼叫铃吗？')
  await form.getByRole('button', { name: '只有当……时才问' }).click()
  await form.getByRole('button', { name: '多写几句' }).click()
  await form.getByLabel('问题', { exact: true }).fill('还有什么想说的？')
  const phone = page.locator('.builder__screen')
  expect(await phone.getByText('要装呼叫铃吗？').count()).toBe(0)
  await phone.getByLabel('是', { exact: true }).check()
  await phone.getByText('要装呼叫铃吗？').waitFor()
  await page.getByText('已保存').waitFor()
  return /questionnaires\/([^/]+)\/edit/.exec(page.url())?.[1] ?? ''
}

async function publish(page: Page): Promise<string> {
  await page.getByRole('button', { name: '发布' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('第一次发布，共 3 题。').waitFor()
  await shot(page, 'questionnaire-publish')
  await dialog.getByRole('button', { name: '发布' }).click()
  await page.getByRole('button', { name: '生成链接' }).click()
  await dialog.getByRole('button', { name: '生成链接' }).click()
  await page.getByRole('button', { name: '二维码' }).click()
  const address = await page.locator('.questionnaire-address').innerText()
  await shot(page, 'questionnaire-qr')
  await page.keyboard.press('Escape')
  return address.slice(address.indexOf('#/'))
}

/** In elder mode, one question a page; a reload in the middle and a cut line lose nothing. */
async function answerByLink(place: string): Promise<string[]> {
  const page = await atPortal(browser, yimi, place)
  await page.getByRole('button', { name: /长辈/ }).first().click()
  const found = await look(page, 'portal-survey-start-elder')
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByText('这一题需要回答').waitFor()
  found.push(...(await look(page, 'portal-survey-fault-elder')))
  await page.getByLabel('是', { exact: true }).check()
  await page.reload()
  await page.getByRole('button', { name: '接着上次填' }).click()
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByText('要装呼叫铃吗？').waitFor()
  await page.getByLabel('否', { exact: true }).check()
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByLabel('还有什么想说的？').fill('楼道灯坏了')
  found.push(...(await look(page, 'portal-survey-words-elder')))
  await page.context().setOffline(true)
  await page.getByRole('button', { name: '提交' }).click()
  await page.context().setOffline(false)
  await page.getByRole('heading', { name: '已经收到，谢谢您' }).waitFor({ timeout: 30_000 })
  found.push(...(await look(page, 'portal-survey-done-elder')))
  expect(await page.locator('.number__value').innerText()).toMatch(/^W\d{4}-\d{6}$/)
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('楼道灯坏了')
  await page.context().close()
  return found
}

/** By keyboard alone: codes, enter, the next sheet. */
async function typeIn(page: Page): Promise<void> {
  const field = page.locator('input[name="typed"]')
  const sheets = [
    ['1', '1', ''],
    ['2', '灯坏了'],
    ['1', '2', ''],
    ['2', ''],
    ['2', ''],
  ]
  for (const [number, sheet] of sheets.entries()) {
    await field.waitFor()
    for (const typed of sheet) {
      await page.keyboard.type(typed)
      await page.keyboard.press('Enter')
    }
    if (number === 0) await shot(page, 'questionnaire-paper', true)
    await page.keyboard.press('Enter')
    await page.getByText(`这次已录 ${number + 1} 份`).waitFor()
  }
}

test('a survey is built, published and answered by link, on paper and by telephone; every share has its base', async () => {
  const found: string[] = []
  const page = await atDesk(browser, yimi, 'station-head')
  try {
    const id = await build(page)
    found.push(...(await look(page, 'questionnaire-builder')))
    const place = await publish(page)
    found.push(...(await look(page, 'questionnaire')))
    found.push(...(await answerByLink(place)))

    await page.getByRole('button', { name: '打印问卷' }).click()
    await page.getByText(/纸质问卷 .+\.pdf/).waitFor()
    found.push(...(await look(page, 'questionnaire-printed')))
    await page.getByRole('link', { name: '录入纸质问卷' }).click()
    await typeIn(page)
    await page.getByRole('link', { name: '回到问卷' }).click()
    await page.getByRole('link', { name: '电话问、代人答' }).click()
    await page.getByLabel('怎么答的').selectOption('behalf')
    await page.getByLabel('是', { exact: true }).check()
    found.push(...(await look(page, 'questionnaire-telephone')))
    await page.getByRole('button', { name: '提交，问下一位' }).click()
    await page.getByText(/已收到，回执号 W/).waitFor()

    const counts = await (await signInAs(yimi, 'station-head')).call(countAnswers, { params: { id } })
    expect(counts.answers).toBe(7)
    expect(counts.questions.map(({ asked, answered }) => [asked, answered])).toEqual([
      [7, 7],
      [4, 3],
      [7, 2],
    ])
    await page.getByRole('link', { name: '回到问卷' }).click()
    await page.getByRole('link', { name: '统计和答案' }).click()
    await page.getByText('这一版共 7 份有效答案').waitFor()
    await page.getByText('是 4（57.1%）').waitFor()
    found.push(...(await look(page, 'questionnaire-answers')))
    await page.getByRole('button', { name: '记为需求' }).first().click()
    await page.getByLabel('原话').fill('楼道的灯坏了')
    found.push(...(await look(page, 'questionnaire-answer-need')))
    await page.getByRole('button', { name: '记下，打开需求' }).click()
    await page.getByRole('link', { name: /^看原来的答案/ }).waitFor()
    found.push(...(await look(page, 'need-from-answer')))
    await page.getByRole('link', { name: /^看原来的答案/ }).click()
    await page.getByText(/^答案 W/).waitFor()
  } catch (fault) {
    await shotOfAll(browser, 'questionnaires-failed')
    throw fault
  }
  expect(found).toEqual([])
}, 180_000)
