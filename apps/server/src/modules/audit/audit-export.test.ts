import { spawnSync } from 'node:child_process'
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askAuditExport, checkChain, listAuditEvents } from '@yimi/contract/audit.ts'
import { createGuest, eraseGuest, revealContact } from '@yimi/contract/guest.ts'
import { createOrganisation, renameOrganisation } from '@yimi/contract/organisation.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inScope } from '#platform/database/scope.ts'
import { canonicalJson } from '#platform/flow/chain.ts'
import { sealHeads } from '#platform/flow/seal-heads.ts'
import { createTestInstallation, type TestCaller, type TestInstallation } from '../../testing/test-installation.ts'

type Report = { faults: string[]; events: number; records: number; seals: number; unsealed: number; key: string }
type Checker = { checkExport(chunks: Iterable<Buffer>): Promise<Report> }
const PROGRAM = fileURLToPath(new URL('../../../../../tools/audit-check/audit-check.mjs', import.meta.url))
const { checkExport }: Checker = await import(PROGRAM)

const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'] as const
const WHOLE = { from: DAYS[0], to: '2026-11-30' }
const folder = mkdtempSync(join(tmpdir(), 'yimi-audit-'))
let installation: TestInstallation
let auditor: TestCaller
let producer: TestCaller
let officer: TestCaller
let guestId = ''
let renamed = ''
let minute = 0

/** Each asking needs a code of a later step than the one before. */
function later(day: string = DAYS[2]): void {
  minute += 1
  installation.setNow(new Date(new Date(`${day}T10:00:00+08:00`).getTime() + minute * 60_000))
}

async function seal(): Promise<void> {
  const { database, clock } = installation.services
  await inScope(database, { role: 'yimi_jobs' }, (tx) => sealHeads(tx, clock.now()))
}

beforeAll(async () => {
  installation = await createTestInstallation()
  const { district, institute } = installation.orgs
  auditor = await installation.as('audit-admin', 'district')
  const admin = await installation.as('district-admin', 'district')
  producer = await installation.as('producer', 'institute')
  officer = await installation.as('institute-officer', 'institute')
  later(DAYS[0])
  const unit = { name: '新站', shortName: '新', level: 'station', kind: 'unit', parentId: institute, from: DAYS[0] }
  renamed = (await admin.get(createOrganisation, { body: unit })).id
  await seal()
  for (const day of DAYS.slice(1)) {
    later(day)
    const body = { name: `改名${day}`, shortName: '改', from: day }
    await admin.get(renameOrganisation, { params: { id: renamed }, body })
    await admin.get(renameOrganisation, { params: { id: district }, body })
    await seal()
  }
  later()
  const guest = { orgId: institute, name: '司马焌', trade: '律师', topics: [], contact: '13912345678' }
  guestId = (await producer.get(createGuest, { body: guest })).id
  await producer.get(revealContact, { params: { id: guestId }, body: { reason: '与他商定彩排' } })
  await seal()
})
afterAll(async () => {
  await installation.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(caller: TestCaller, days: { from: string; to: string } = WHOLE) {
  later()
  return caller.get(askAuditExport, { body: { ...days, code: await caller.code() } })
}

function fetchFile(caller: TestCaller, id: string) {
  return installation.app.inject({ url: `/api/audit/exports/${id}/file`, cookies: caller.cookies })
}

async function exported(caller: TestCaller, days?: { from: string; to: string }): Promise<Buffer> {
  const answer = await fetchFile(caller, (await ask(caller, days)).id)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.rawPayload
}

describe('an export', () => {
  test('is asked for with a code, leaves two events, and is found sound by the program of others', async () => {
    const { id, keyFingerprint } = await ask(auditor)
    const answer = await fetchFile(auditor, id)
    expect(answer.headers['content-disposition']).toBe('attachment; filename="yimi-audit-2026-11-20-2026-11-30.jsonl"')
    const file = join(folder, 'whole.jsonl')
    writeFileSync(file, answer.rawPayload)
    const checked = spawnSync(process.execPath, [PROGRAM, file, '--key', keyFingerprint], { encoding: 'utf8' })
    expect([checked.status, checked.stdout]).toEqual([0, expect.stringContaining('sound 无误')])
    expect(spawnSync(process.execPath, [PROGRAM, file, '--key', 'ab'.repeat(32)]).status).toBe(1)
    const { items } = await auditor.get(listAuditEvents, { query: { recordId: id } })
    expect(items.map((item) => item.move)).toEqual(['deliver-export', 'ask-export'])
    const { rows } = await installation.admin.pool.query('select refs from events where record_id = $1 order by seq', [
      id,
    ])
    const end = JSON.parse(answer.body.trimEnd().split('\n').at(-1) ?? '')
    expect(rows[0].refs).toEqual({ from: '2026-11-19T16:00:00.000Z', to: '2026-11-30T16:00:00.000Z' })
    expect(rows[1].refs).toMatchObject({ sha256: end.sha256, events: end.events })
    expect((await auditor.get(checkChain, {})).faults).toEqual([])
  })

  test('holds no word of a person', async () => {
    const text = (await exported(auditor)).toString('utf8')
    for (const words of ['司马焌', '13912345678', '彩排', '律师']) {
      expect(text).not.toContain(words)
      expect(text).not.toContain(Buffer.from(words).toString('hex'))
    }
  })

  test('of some days begins and ends within the chains', async () => {
    const report = await checkExport([await exported(auditor, { from: DAYS[1], to: DAYS[1] })])
    expect(report).toMatchObject({ faults: [], events: 3, records: 2 })
  })

  test('of an institute holds nothing of elsewhere, not even an id in the seals', async () => {
    const near = await installation.as('audit-admin', 'otherInstitute')
    const bytes = await exported(near)
    expect(bytes.toString()).not.toContain(renamed)
    expect(bytes.toString()).not.toContain(guestId)
    expect((await checkExport([bytes])).faults).toEqual([])
    const own = await installation.as('audit-admin', 'institute')
    const part = await exported(own)
    expect(part.toString()).toContain(guestId)
    expect((await checkExport([part])).faults).toEqual([])
  })
})

describe('it is refused', () => {
  test('without a right code, and with one that was used', async () => {
    const other = await installation.as('audit-admin', 'district')
    later()
    const code = await other.code()
    const wrong = code === '000000' ? '000001' : '000000'
    expect((await other.call(askAuditExport, { body: { ...WHOLE, code: wrong } })).json().code).toBe(
      'wrong-credentials',
    )
    expect((await other.call(askAuditExport, { body: { ...WHOLE, code } })).statusCode).toBe(200)
    expect((await other.call(askAuditExport, { body: { ...WHOLE, code } })).json().code).toBe('wrong-credentials')
    for (let tries = 0; tries < 3; tries += 1) await other.call(askAuditExport, { body: { ...WHOLE, code: wrong } })
    later()
    const right = { body: { ...WHOLE, code: await other.code() } }
    expect((await other.call(askAuditExport, right)).json().code).toBe('account-locked')
  })

  test('to anybody but whoever asked, and after a quarter of an hour', async () => {
    const { id } = await ask(auditor)
    const colleague = await installation.as('audit-admin', 'district')
    expect((await fetchFile(colleague, id)).statusCode).toBe(404)
    expect((await fetchFile(await installation.as('security-admin', 'district'), id)).statusCode).toBe(403)
    expect((await installation.app.inject({ url: `/api/audit/exports/${id}/file` })).statusCode).toBe(401)
    minute += 15
    later()
    expect((await fetchFile(auditor, id)).statusCode).toBe(404)
  })
})

describe('a changed byte', () => {
  let bytes: Buffer
  beforeAll(async () => {
    bytes = await exported(auditor)
  })

  test('is found, wherever it stands', async () => {
    expect((await checkExport([bytes])).faults).toEqual([])
    const anywhere = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(anywhere, async ([at, mask]) => {
        const changed = Buffer.from(bytes)
        changed.writeUInt8(bytes.readUInt8(at) ^ mask, at)
        return (await checkExport([changed])).faults.length > 0
      }),
      { numRuns: 400, seed: 20_261_123 },
    )
  })

  test('of an event is found by its chain, although somebody signs the file anew', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const lines = bytes.toString('utf8').trimEnd().split('\n')
    const events = lines.flatMap((line, index) => (line.includes('"line":"event"') ? [index] : []))
    expect((await checkExport([signedAnew(lines, privateKey)])).faults).toEqual([])
    const place = fc.tuple(fc.constantFrom(...events), fc.nat(2_000), fc.constantFrom(...'0123456789abcdefg'))
    await fc.assert(
      fc.asyncProperty(place, async ([index, at, sign]) => {
        const line = lines[index] ?? ''
        const start = at % line.length
        const changed = line.slice(0, start) + sign + line.slice(start + 1)
        fc.pre(changed !== line)
        const report = await checkExport([signedAnew(lines.with(index, changed), privateKey)])
        return report.faults.length > 0
      }),
      { numRuns: 300, seed: 20_261_124 },
    )
  })

  test('as is an event that was taken away, and a file that was cut', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const lines = bytes.toString('utf8').trimEnd().split('\n')
    const ofUnit = lines.flatMap((line, index) => (line.includes(`"recordId":"${renamed}"`) ? [index] : []))
    const events = ofUnit.filter((index) => lines[index]?.includes('"line":"event"'))
    expect(events).toHaveLength(3)
    for (const index of events) {
      const { faults } = await checkExport([signedAnew(lines.toSpliced(index, 1), privateKey)])
      expect(faults.length, `without line ${index}`).toBeGreaterThan(0)
    }
    expect((await checkExport([bytes.subarray(0, -200)])).faults.length).toBeGreaterThan(0)
    expect((await checkExport([Buffer.concat([bytes, bytes])])).faults.length).toBeGreaterThan(0)
  })
})

test('a person is erased: the words are gone, the chain still checks', async () => {
  const { rows: before } = await installation.admin.pool.query(
    'select detail, key_id from events where record_id = $1 and detail is not null',
    [guestId],
  )
  later()
  await officer.get(eraseGuest, { params: { id: guestId }, body: { reason: '本人要求' } })
  await seal()
  const { rows: keys } = await installation.admin.pool.query('select wrapped from data_keys where id = $1', [
    before[0].key_id,
  ])
  expect(keys).toEqual([{ wrapped: null }])
  const bytes = await exported(auditor)
  expect((await checkExport([bytes])).faults).toEqual([])
  // What was sealed is still covered by the chain, and nobody can open it.
  expect(bytes.toString()).toContain(before[0].detail.toString('hex'))
  expect((await auditor.get(checkChain, {})).faults).toEqual([])
})

/** As somebody would who has the file and the time, but not the installation's key. */
function signedAnew(lines: readonly string[], key: KeyObject): Buffer {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('hex')
  const header = canonicalJson({ ...JSON.parse(lines[0] ?? ''), publicKey })
  const body = [header, ...lines.slice(1, -1)].map((line) => `${line}\n`).join('')
  const digest = createHash('sha256').update(body).digest()
  const count = (kind: string) => lines.filter((line) => line.includes(`"line":"${kind}"`)).length
  const records = new Set(
    lines.filter((line) => line.includes('"line":"event"')).map((line) => /"recordId":"([^"]*)"/.exec(line)?.[1]),
  )
  const end = {
    ...JSON.parse(lines.at(-1) ?? ''),
    events: count('event'),
    records: records.size,
    seals: count('seal'),
    heads: count('head'),
  }
  const signature = sign(null, digest, key).toString('hex')
  return Buffer.from(`${body}${canonicalJson({ ...end, sha256: digest.toString('hex'), signature })}\n`)
}
