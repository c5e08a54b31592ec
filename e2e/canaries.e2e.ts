import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { urlFor } from '../apps/server/src/supervisor/postgres-access.ts'
import { CANARIES, openWorld } from './canaries.ts'
import { plantedDataDir, type RunningYimi, startYimi } from './running-yimi.ts'
import { dumpOf, filesBelow, formsOf, type Text, tracesOf } from './traces.ts'

let yimi: RunningYimi
let url = ''

beforeAll(async () => {
  yimi = await startYimi({ dataDir: plantedDataDir(), env: { YIMI_LOG_LEVEL: 'debug' } })
  const passwords: { admin: string } = JSON.parse(readFileSync(join(yimi.dataDir, 'keys', 'postgres.json'), 'utf8'))
  const postmaster = readFileSync(join(yimi.dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8').split('\n')
  url = urlFor('yimi_admin', passwords.admin, postmaster[4] ?? '', 'yimi')
  const world = await openWorld(yimi)
  for (const canary of CANARIES) await canary.plant(world)
})
afterAll(async () => {
  await yimi?.stop()
  yimi?.remove()
})

async function everything(): Promise<Text[]> {
  const texts: Text[] = []
  for await (const table of dumpOf(url)) texts.push(table)
  return [
    ...texts,
    { where: 'standard output', bytes: Buffer.from(yimi.output()) },
    ...[...filesBelow(yimi.dataDir)].filter(isKept),
  ]
}

/**
 * A demonstration has no provider of text messages: what would go out to a phone lies in `outbox/sms` with its
 * number, so that a person can read the code. An installation that is none writes no such file.
 */
function isKept(text: Text): boolean {
  return !text.where.startsWith('file outbox/sms/')
}

test('what people wrote stands nowhere in clear: no table, no queue of jobs, no log, no file of the database', async () => {
  await untilQueuesAreEmpty()
  const texts = await everything()
  expect(tracesOf(CANARIES, texts)).toEqual([])
  const places = texts.map((text) => text.where).join('\n')
  for (const part of [
    'table public.people',
    'table public.events',
    'table pgboss.',
    'file postgres/18/pg_wal/',
    'file postgres/server.log',
  ])
    expect(places.includes(part), part).toBe(true)
}, 60_000)

test('the search finds each form, in a table, in a log and in the files of the database', async () => {
  const planted = { what: 'planted', words: '种下的词语13800009999' }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('create table planted (words text, bytes bytea)')
    await client.query('insert into planted values ($1, $2)', [planted.words, Buffer.from(`x${planted.words}`)])
    const found = tracesOf([planted], await everything())
    expect(found).toContain('planted (utf8) in table public.planted')
    expect(found).toContain('planted (hex) in table public.planted')
    expect(found.some((one) => one.startsWith('planted (utf8) in file postgres/18/base/'))).toBe(true)
  } finally {
    await client.query('drop table planted')
    await client.end()
  }
  for (const { form, bytes } of formsOf(planted.words)) {
    const text = { where: 'log', bytes: Buffer.concat([Buffer.from('{"a":"'), bytes, Buffer.from('"}')]) }
    expect(tracesOf([planted], [text]), form).toContain(`planted (${form}) in log`)
  }
  for (const before of ['', 'a', 'ab']) {
    const text = { where: 'log', bytes: Buffer.from(Buffer.from(`${before}${planted.words}z`).toString('base64')) }
    expect(tracesOf([planted], [text])).not.toEqual([])
  }
}, 60_000)

test('what the database refuses does not reach its log', async () => {
  const refusedWords = { what: 'refused', words: '被拒绝的词语13800008888' }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const insert = `insert into data_keys (id, subject_kind, subject_id, created_at) values (gen_random_uuid(), '${refusedWords.words}', gen_random_uuid(), now())`
    await expect(client.query(insert)).rejects.toMatchObject({ code: '23514' })
  } finally {
    await client.end()
  }
  const logs = [...filesBelow(join(yimi.dataDir, 'postgres'))].filter((text) => text.where.endsWith('.log'))
  expect(logs.length).toBeGreaterThan(0)
  expect(logs.map((log) => log.bytes.toString()).join('')).toContain('violates check constraint')
  expect(tracesOf([refusedWords], logs)).toEqual([])
})

/** Effects are handed to the queue and done; what they leave behind is looked at too. */
async function untilQueuesAreEmpty(): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await expect
      .poll(async () => (await client.query('select from outbox where handed_at is null')).rowCount, {
        timeout: 20_000,
      })
      .toBe(0)
  } finally {
    await client.end()
  }
}
