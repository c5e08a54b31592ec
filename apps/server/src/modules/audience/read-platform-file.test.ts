import { enterPlatformFigures, getAudience, readPlatformFile } from '@yimi/contract/audience.ts'
import { goOnAir } from '@yimi/contract/on-air.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BuiltCell, buildXlsx } from '#platform/spreadsheets/ugly-sheets/build-xlsx.ts'
import { createTestStudio, type TestStudio, uploadRehearsal } from '../studio/studio-fixtures.ts'

let studio: TestStudio
let id = ''
beforeAll(async () => {
  studio = await createTestStudio()
  id = (await studio.cleared()).id
})
afterAll(() => studio.close())

const file = (rows: BuiltCell[][]) => buildXlsx([{ name: '数据', rows }]).toString('base64')
const read = (content: string) => studio.producer.call(readPlatformFile, { params: { id }, body: { content } })

test('figures come out of a table as it is, are looked through, and are then entered as from a file', async () => {
  const { producer, director, channelId, installation } = studio
  const rows = [
    ['各平台观看数据'],
    ['序号', '平台', '观看次数', '观看人数', '最高在线人数'],
    [1, '视频 号', '1.2万人次', '8,000', 3500],
    [2, '别家平台', 99, null, null],
    [3, '视频号', 1, 1, 1],
    ['合计', null, 12_099],
  ]
  expect((await read(file(rows))).json().code, 'before it was on air').toBe('move-not-allowed')
  await director.get(goOnAir, { params: { id } })
  const { items, left } = (await read(file(rows))).json()
  expect(items).toEqual([{ channelId, name: '视频号', views: 12_000, viewers: 8_000, peak: 3_500 }])
  expect(left).toEqual(['第 4 行：这场直播没有“别家平台”', '第 5 行：视频号前面已有一行'])
  expect((await producer.get(getAudience, { params: { id } })).platforms.reported, 'nothing is entered yet').toBe(0)
  const evidence = await uploadRehearsal(installation, producer)
  const entries = items.map(({ name: _name, ...entry }: { name: string }) => entry)
  const body = { items: entries, source: 'file' as const, evidenceId: evidence.id }
  const { platforms } = await producer.get(enterPlatformFigures, { params: { id }, body })
  expect(platforms).toMatchObject({ reported: 1, expected: 1, views: 12_000, items: [{ latest: { source: 'file' } }] })
})

test('a csv, a figure that is none, and files that are no table', async () => {
  const csv = (text: string) => Buffer.from(text).toString('base64')
  expect((await read(csv('渠道,播放量\n视频号,很多\n'))).json()).toMatchObject({
    items: [],
    left: ['第 2 行：视频号的数字看不懂'],
  })
  for (const content of [csv('随便写写\n'), Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]).toString('base64')])
    expect((await read(content)).json().code).toBe('spreadsheet-refused')
})
