import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issueCertificate, printCertificates } from '@yimi/contract/certificate-desk.ts'
import { paperForm } from '@yimi/contract/form-codes.ts'
import { listEntrances, printEntrancePlates } from '@yimi/contract/ground.ts'
import { makeMyCertificate, printMyCertificate } from '@yimi/contract/hour-certificate.ts'
import { issueResidentCard, listResidentCards, submitOrder } from '@yimi/contract/order-desk.ts'
import { printOrderSlip } from '@yimi/contract/order-slip.ts'
import { printPoster } from '@yimi/contract/poster.ts'
import type { PrintedFile } from '@yimi/contract/printed-file.ts'
import { getQuestionnaire } from '@yimi/contract/questionnaire.ts'
import { printLinkPoster, printQuestionnaire } from '@yimi/contract/questionnaire-paper.ts'
import { createRound, moveRound } from '@yimi/contract/round.ts'
import { printBirthdayCards, printSheets } from '@yimi/contract/round-print.ts'
import { makeBirthdays, previewBirthdays } from '@yimi/contract/trigger.ts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { plantTestCatalogue } from '#modules/catalogue/catalogue-fixtures.ts'
import { attendance, post, someVolunteer } from '#modules/hours/hours-fixtures.ts'
import { buildResident } from '#modules/people/people-fixtures.ts'
import { buildLink, buildQuestionnaire, surveyForm } from '#modules/questionnaires/questionnaires-fixtures.ts'
import { idOfService } from '#modules/triggers/trigger-fixtures.ts'
import { openPrinting } from '#platform/printing/printing.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'

let installation: TestInstallation
let head: TestCaller
let dispatcher: TestCaller
let station = ''
let folder = ''

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 100 })
  installation.setNow(new Date('2026-11-23T02:00:00.000Z'))
  await plantTestCatalogue(installation)
  head = await installation.as('station-head', 'station')
  dispatcher = await installation.as('dispatcher', 'station')
  station = installation.orgs.station
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yimi-prints-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => installation.close())

/** What a reader finds on the paper, with the breaks of lines taken out. */
function textOf(file: PrintedFile): string {
  const path = join(folder, 'printed.pdf')
  writeFileSync(path, Buffer.from(file.content, 'base64'))
  return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, '')
}

async function actsOn(recordId: string): Promise<string[]> {
  const { rows } = await installation.admin.pool.query<{ act: string }>(
    'select move as act from events where record_id = $1 order by seq',
    [recordId],
  )
  return rows.map((row) => row.act)
}

/** A round for whose birthdays fall into December; all of the names in it. */
async function birthdayRound(...names: string[]) {
  for (const name of names) {
    const birthday = { calendar: 'solar', month: 12, day: 15, leap: false } as const
    await buildResident(installation, head, { name, birthDate: '1950-12-15', birthday })
  }
  const [preview] = (await head.get(previewBirthdays, { params: { id: station }, query: { month: '2026-12' } })).items
  const serviceId = await idOfService(installation, 'birthday')
  await head.get(makeBirthdays, {
    params: { id: station },
    body: { month: '2026-12', serviceId, expected: preview?.count ?? 0 },
  })
  const planned = await dispatcher.get(createRound, {
    body: { orgId: station, serviceId, name: '十二月生日', from: '2026-12-01', until: '2026-12-31' },
  })
  return dispatcher.get(moveRound, { params: { id: planned.id }, body: { move: 'prepare', needs: { size: 40 } } })
}

test('a round becomes sheets with surnames alone and cards with whole names; both stay in the log', async () => {
  const round = await birthdayRound('陶珺喆', '周堃')
  const sheetIds = round.sheetList.map((sheet) => sheet.id)
  for (const form of ['ticked', 'signed'] as const) {
    const { file } = await dispatcher.get(printSheets, { params: { id: round.id }, body: { sheetIds, form } })
    const text = textOf(file)
    for (const words of [round.sheetList[0]?.number, '十二月生日', form === 'ticked' ? '已搬走' : '签名'])
      expect(text).toContain(words)
    expect(text).toMatch(/陶(女士|先生|家)/)
    expect(text).not.toContain('珺喆')
  }
  const wishes = ['祝您岁岁平安。']
  const { cards, file } = await dispatcher.get(printBirthdayCards, { params: { id: round.id }, body: { wishes } })
  expect(cards).toBe(2)
  const text = textOf(file)
  for (const words of ['陶珺喆', '周堃', '祝您岁岁平安。']) expect(text).toContain(words)
  expect(text).not.toMatch(/1950|12月15|76|岁生日/)
  expect((await actsOn(sheetIds[0] ?? '')).slice(-3)).toEqual(['print', 'print', 'print-cards'])
})

test('a name that no font has is named in words, and nothing counts as printed', async () => {
  const round = await birthdayRound('王\ue863安')
  const refused = await dispatcher.call(printBirthdayCards, {
    params: { id: round.id },
    body: { wishes: ['平安。'] },
  })
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({
    code: 'print-unknown-character',
    detail: expect.stringMatching(/^第 1 份姓名里的一个看不见的字符（U\+E863）没有字体能印出来/),
  })
  expect(await actsOn(round.sheetList[0]?.id ?? '')).not.toContain('print-cards')
})

test('a certificate is printed by staff and by its owner, the same bytes each time', async () => {
  const volunteer = await someVolunteer(installation, head)
  await post(installation, head, [attendance(volunteer, '2026-01-05T09:00', '2026-01-05T11:30')])
  const body = { from: '2026-01-01', until: '2026-12-31' }
  const made = await head.get(issueCertificate, { params: { id: volunteer.id }, body })
  const first = await head.get(printCertificates, { params: { id: volunteer.id } })
  const text = textOf(first)
  for (const words of [made.number, made.name, made.orgName, made.handler, '2小时30分钟', '2026年1月1日'])
    expect(text).toContain(words.replace(/\s/g, ''))
  installation.setNow(new Date('2026-11-24T02:00:00.000Z'))
  expect((await head.get(printCertificates, { params: { id: volunteer.id } })).content).toBe(first.content)
  expect((await actsOn(made.id)).filter((act) => act === 'print')).toHaveLength(2)
  const stranger = await installation.as('volunteer', 'station')
  expect((await stranger.call(printMyCertificate, { params: { id: made.id } })).statusCode).toBe(404)
})

test('a card without a name, plates and a poster', async () => {
  const { id } = await buildResident(installation, head, { name: '林听雨' })
  const card = await head.get(issueResidentCard, { params: { id } })
  expect(textOf(card.file)).toContain(card.number)
  expect(textOf(card.file)).not.toContain('林听雨')
  const entrances = (await head.get(listEntrances, { query: { limit: 2 } })).items
  const entranceIds = entrances.map((entrance) => entrance.id)
  const plates = await head.get(printEntrancePlates, { params: { id: station }, body: { entranceIds } })
  for (const { labels } of entrances) expect(textOf(plates)).toContain(labels.join(''))
  const poster = await head.get(printPoster, { params: { id: station }, body: { subject: 'who' } })
  expect(textOf(poster)).toContain('谁在敲门')
})

test('a slip for whoever asked says the number and what comes next, and nothing of what was said', async () => {
  const { order } = await head.get(submitOrder, {
    body: { orgId: station, channel: 'desk', person: { name: '陶珺喆' }, words: '腿脚不便' },
  })
  const text = textOf(await head.get(printOrderSlip, { params: { id: order.id } }))
  for (const words of [order.number, '陶珺喆', '站里会回电话商量']) expect(text).toContain(words.replace(/\s/g, ''))
  expect(text).not.toContain('腿脚')
})

test('without fonts it says what to do, and a card that could not be printed was not made', async () => {
  const without = await createTestInstallation({
    printing: openPrinting({ dataFolder: folder, fonts: join(folder, 'none'), log: installation.services.log }),
  })
  try {
    const desk = await without.as('station-head', 'station')
    const { id } = await buildResident(without, desk, {})
    const refused = await desk.call(issueResidentCard, { params: { id } })
    expect(refused.statusCode).toBe(503)
    expect(refused.json()).toMatchObject({
      code: 'print-fonts-missing',
      title: expect.stringContaining('请过几分钟再试'),
    })
    expect((await desk.get(listResidentCards, { params: { id } })).items).toEqual([])
  } finally {
    await without.close()
  }
})

test('a certificate of one’s own', async () => {
  const owner = await installation.as('volunteer', 'station')
  const refused = await owner.call(makeMyCertificate, { body: { from: '2026-01-01', until: '2026-12-31' } })
  expect(refused.json()).toMatchObject({ code: 'not-a-volunteer' })
})

test('a questionnaire on paper has the questions, codes and choices by which it is typed in; its link has a poster', async () => {
  const id = await buildQuestionnaire(head, station)
  const body = { version: 1, orgId: station }
  const file = await head.get(printQuestionnaire, { params: { id }, body })
  expect(file.content).toBe((await head.get(printQuestionnaire, { params: { id }, body })).content)
  const text = textOf(file)
  const { sections } = paperForm(surveyForm, 1)
  const expected = sections.flatMap((section) => [
    section.title,
    ...section.questions.flatMap((one) => [
      `${one.code}${one.title}`,
      one.condition,
      ...(one.group?.questions ?? []).flatMap((inner) => [
        `${inner.code}${inner.title}`,
        inner.condition,
        ...inner.options.map((option) => `${option.code}${option.text}`),
      ]),
      ...one.options.map((option) => `${option.code}${option.text}`),
    ]),
  ])
  let from = 0
  for (const words of expected.map((one) => one.replace(/\s+/g, '')).filter((one) => one !== '')) {
    // The conditions within a group stand above its table.
    const found = text.indexOf(words, words.startsWith('第') ? 0 : from)
    expect(found, words).toBeGreaterThanOrEqual(0)
    if (!words.startsWith('第')) from = found
  }
  expect(text).toContain('居民需求问卷第1版')
  expect(text).toContain('这份问卷不记名')
  expect((await head.call(printQuestionnaire, { params: { id }, body: { ...body, version: 2 } })).statusCode).toBe(404)

  await buildLink(head, id, station)
  await buildLink(head, id, station, 'kiosk')
  const { links } = await head.get(getQuestionnaire, { params: { id } })
  const [link, kiosk] = (['link', 'kiosk'] as const).map((kind) => links.find((one) => one.kind === kind))
  const poster = textOf(await head.get(printLinkPoster, { params: { id: link?.id ?? '' } }))
  expect(poster).toContain('居民需求问卷')
  expect(poster).toContain(link?.path ?? '?')
  expect((await head.call(printLinkPoster, { params: { id: kiosk?.id ?? '' } })).json().code).toBe('move-not-allowed')
})
