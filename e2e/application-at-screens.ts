import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { atDesk, atPortal, shot } from './people-at-screens.ts'
import type { RunningYimi } from './running-yimi.ts'
import { sourceFile } from './source-file.ts'

/** Who a broadcast is with; host and guest have accounts and are reviewers by role. */
export const HOST = { name: '主持姜老师', username: 'moderator' }
export const GUEST = { name: '嘉宾柯老师', username: 'media-officer' }

export async function fillApplication(
  page: Page,
  yimi: RunningYimi,
  wanted: { title: string; channels: readonly string[] },
): Promise<void> {
  await page.goto(`${yimi.url}/console/#/broadcasts`)
  await page.getByRole('button', { name: '申请直播' }).click()
  await page.getByRole('dialog').getByLabel('直播主题').fill(wanted.title)
  await page.getByRole('button', { name: '开始填写' }).click()
  await page.getByLabel('内容简介').fill('请三位邻居讲互相帮忙的事，现场招募楼门志愿者。')
  await page.getByLabel('传递政策与知识').check()
  await page.getByLabel('壮大志愿队伍').check()
  await page.getByLabel('访谈').check()
  const day = new Date(Date.now() + 11 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('开始时间', { exact: true }).fill(`${day}T14:00`)
  await page.getByLabel('结束时间', { exact: true }).fill(`${day}T15:00`)
  await pick(page, '场地', '一米直播间')
  await page.getByLabel('现场观众席位').fill('30')
  await pick(page, '主持人', HOST.name)
  await pick(page, '嘉宾', GUEST.name)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '新增环节' }).click()
  await page.getByLabel('风险预案').fill('断网改用手机热点，由导播负责；嘉宾未到由主持人讲。')
  for (const name of wanted.channels) await page.getByLabel(name).check()
  await page.getByText('必填的都填好了').waitFor()
  await shot(page, 'application')
  await page.getByRole('button', { name: '提交申请' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交申请' }).click()
  await page.getByText('审核中').first().waitFor()
}

/** The host's yes is written down, the guest gives it by phone through a link. */
export async function collectConsents(page: Page, browser: Browser, yimi: RunningYimi, title: string): Promise<void> {
  await openTab(page, '嘉宾')
  const host = page.getByRole('listitem').filter({ hasText: HOST.name })
  await host.getByRole('button', { name: '代为登记' }).click()
  await page.getByLabel('怎么答复的').fill('本人电话告知')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await host.getByText('已同意').waitFor()
  const guest = page.getByRole('listitem').filter({ hasText: GUEST.name })
  await guest.getByRole('button', { name: '生成征求链接' }).click()
  const link = (await page.getByRole('dialog').innerText()).match(/\S*#\/consent\/\S+/)?.[0] ?? ''
  await page.getByRole('dialog').getByRole('button', { name: '知道了' }).click()
  const phone = await atPortal(browser, yimi, link.slice(link.indexOf('#')))
  await phone.getByText(title).first().waitFor()
  await phone.getByRole('button', { name: '同意参加' }).click()
  await phone
    .getByText(/已同意|谢谢/)
    .first()
    .waitFor()
  await phone.context().close()
  await guest.getByText('已同意').waitFor()
}

export async function bringEvidence(page: Page): Promise<void> {
  await openTab(page, '五道关口')
  await gate(page, '现场关')
    .locator('input[type=file]')
    .setInputFiles(await sourceFile())
  await gate(page, '现场关')
    .getByRole('link', { name: /journey-source/ })
    .waitFor()
}

/** The applicant sees why not; host and guest, reviewers by role, see the same. */
export async function expectRefusedAsJudges(applicant: Page, browser: Browser, yimi: RunningYimi): Promise<void> {
  const address = applicant.url()
  async function expectRefused(username: string): Promise<void> {
    const page = await atDesk(browser, yimi, username)
    await page.goto(address)
    await gate(page, '选题关').getByText('申请人、主持人和嘉宾不能审核').waitFor()
    expect(await page.getByRole('button', { name: '通过', exact: true }).count()).toBe(0)
    await page.context().close()
  }
  await Promise.all([HOST, GUEST].map(({ username }) => expectRefused(username)))
  await gate(applicant, '选题关').getByText('申请人、主持人和嘉宾不能审核').waitFor()
}

export async function judgeFiveGates(applicant: Page, browser: Browser, yimi: RunningYimi): Promise<void> {
  const address = applicant.url()
  const rounds = [
    ['gate-reviewer', ['选题关', '内容关']],
    ['gate-reviewer-2', ['流程关', '嘉宾关']],
    ['gate-reviewer-3', ['现场关']],
  ] as const
  for (const [username, gates] of rounds) {
    const page = await atDesk(browser, yimi, username)
    await page.goto(address)
    for (const name of gates) await passGate(page, name)
    if (username === 'gate-reviewer') await gate(page, '流程关').getByText('上限').waitFor()
    if (username === 'gate-reviewer-2') await shot(page, 'gate-board')
    await page.context().close()
  }
  // The applicant's page was open all the time: it learns of it by itself.
  await applicant.getByText('可以播出').first().waitFor()
}

export function gate(page: Page, name: string): Locator {
  return page.getByRole('region', { name })
}

async function passGate(page: Page, name: string): Promise<void> {
  const card = gate(page, name)
  await card.getByRole('checkbox').first().waitFor()
  for (const box of await card.getByRole('checkbox').all()) await box.check()
  await card.getByRole('button', { name: '通过', exact: true }).click()
  await card.getByText('已通过').first().waitFor()
}

async function openTab(page: Page, name: string): Promise<void> {
  await page
    .getByRole('link', { name, exact: true })
    .or(page.getByRole('tab', { name, exact: true }))
    .first()
    .click()
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.click()
  await field.fill(option)
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}
