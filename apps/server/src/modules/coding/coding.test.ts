import {
  type CodingItem,
  codeItem,
  getCodingRound,
  listCodeFrames,
  listCodingItems,
  listCodingRounds,
  makeCodeFrame,
  startCodingRound,
} from '@yimi/contract/coding.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildNeed } from '#modules/needs/needs-fixtures.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'
import { drawSample } from './draw-sample.ts'

const CODES = [
  { code: 'A', words: '出行' },
  { code: 'B', words: '看病' },
  { code: 'Z', words: '其他' },
]
const PERIOD = { from: '2026-11-01', until: '2026-11-30' }
let installation: TestInstallation
let orgId: string
let first: TestCaller
let second: TestCaller
let third: TestCaller
let frameVersionId: string

beforeAll(async () => {
  installation = await createTestInstallation({ rateLimitFactor: 1000 })
  installation.setNow(new Date('2026-11-23T02:00:00.000Z'))
  orgId = installation.orgs.station
  ;[first, second, third] = [
    await installation.as('duty-officer', 'station'),
    await installation.as('grid-worker', 'station'),
    await installation.as('station-head', 'station'),
  ]
  for (const [index, words] of ['想去公园走走', '陪着去医院', '买药', '腿疼要复查', '楼道灯坏了'].entries())
    await buildNeed(first, orgId, { words, heardOn: `2026-11-${10 + index}` })
  const frame = await first.get(makeCodeFrame, { params: { id: orgId }, body: { name: '需求归类', codes: CODES } })
  frameVersionId = frame.id
})
afterAll(() => installation.close())

const startRound = (share: number, seed = 7) =>
  first.get(startCodingRound, { body: { orgId, frameVersionId, source: 'needs', ...PERIOD, share, seed } })
const itemsFor = async (by: TestCaller, id: string, part: 'first' | 'second' | 'differing'): Promise<CodingItem[]> =>
  (await by.get(listCodingItems, { params: { id }, query: { part } })).items
const code = (by: TestCaller, id: string, itemId: string, part: 'first' | 'second' | 'differing', value: string) =>
  by.get(codeItem, { params: { id, itemId }, body: { part, code: value } })

test('two code without seeing each other; agreement is told; what differs is settled and stays', async () => {
  const round = await startRound(100)
  expect(round).toMatchObject({ total: 5, secondTotal: 5, parts: ['first'], agreement: null })
  const mine = await itemsFor(first, round.id, 'first')
  expect(mine.map((item) => item.words)).toEqual(['想去公园走走', '陪着去医院', '买药', '腿疼要复查', '楼道灯坏了'])
  for (const [index, value] of ['A', 'B', 'B', 'B', 'Z'].entries())
    await code(first, round.id, mine[index]?.id ?? '', 'first', value)

  // The second sees words and his own codes: neither the first's nor how often he used which.
  const blind = await itemsFor(second, round.id, 'second')
  expect(blind.every((item) => item.code === null && item.differing === null)).toBe(true)
  expect((await second.get(getCodingRound, { params: { id: round.id } })).counts).toEqual([])
  expect((await second.call(listCodingItems, { params: { id: round.id }, query: { part: 'first' } })).statusCode).toBe(
    403,
  )
  for (const [index, value] of ['A', 'B', 'Z', 'B', 'Z'].entries())
    await code(second, round.id, blind[index]?.id ?? '', 'second', value)
  // One second coder alone, and never the first himself.
  for (const other of [third, first])
    expect(
      (
        await other.call(codeItem, {
          params: { id: round.id, itemId: blind[0]?.id ?? '' },
          body: { part: 'second', code: 'A' },
        })
      ).json().code,
    ).toBe('another-must-decide')

  const through = await first.get(getCodingRound, { params: { id: round.id } })
  expect(through).toMatchObject({ differing: 1, settled: 0, parts: ['differing'] })
  // Alike 4 of 5; by chance (1·1 + 3·2 + 1·2) / 25 = 0.36; (0.8 - 0.36) / 0.64 = 0.6875.
  expect(through.agreement).toEqual({ both: 5, agreed: 4, percent: 80, kappa: 0.688 })
  const [differing] = await itemsFor(second, round.id, 'differing')
  expect(differing).toMatchObject({ words: '买药', differing: { first: 'B', second: 'Z' }, code: null })
  const settled = await code(second, round.id, differing?.id ?? '', 'differing', 'B')
  expect(settled).toMatchObject({ settled: 1, agreement: { kappa: 0.688 } })
  expect(settled.counts).toEqual([
    { code: 'A', words: '出行', count: 1 },
    { code: 'B', words: '看病', count: 3 },
    { code: 'Z', words: '其他', count: 1 },
  ])
})

test('a share is drawn by its seed, the same each time', async () => {
  const one = await startRound(40)
  expect(one.secondTotal).toBe(2)
  const ids = Array.from({ length: 50 }, (_, index) => `t${index}`)
  expect([...drawSample(ids, 20, 3)].sort()).toEqual([...drawSample(ids.toReversed(), 20, 3)].sort())
  expect([...drawSample(ids, 20, 3)].sort()).not.toEqual([...drawSample(ids, 20, 4)].sort())
})

test('a frame has versions, and a round keeps the one it began with', async () => {
  const before = await startRound(100)
  const body = { name: '需求归类', codes: [...CODES, { code: 'C', words: '修理' }] }
  const made = await first.get(makeCodeFrame, {
    params: { id: orgId },
    body: { ...body, frameId: before.frame.frameId },
  })
  expect(made.version).toBe(2)
  const { items, sources } = await second.get(listCodeFrames, { params: { id: orgId } })
  expect(items.map((frame) => [frame.name, frame.version])).toEqual([['需求归类', 2]])
  expect(sources).toContainEqual({ name: 'needs', label: '需求原话' })
  expect((await first.get(getCodingRound, { params: { id: before.id } })).frame.version).toBe(1)
  const [item] = await itemsFor(first, before.id, 'first')
  const unknown = await first.call(codeItem, {
    params: { id: before.id, itemId: item?.id ?? '' },
    body: { part: 'first', code: 'C' },
  })
  expect(unknown.json().faults[0].message).toBe('请从编码表中选择')
})

test('words are for those who may read them', async () => {
  const officer = await installation.as('institute-officer', 'institute')
  const sibling = await installation.as('duty-officer', 'sibling')
  expect((await officer.call(listCodingRounds, { query: {} })).json().code).toBe('no-right')
  expect((await sibling.get(listCodingRounds, { query: {} })).total).toBe(0)
})
