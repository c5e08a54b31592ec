import {
  type Audience,
  type Beacon,
  enterOnSiteAudience,
  enterPlatformFigures,
  getAudience,
  sendBeacon,
} from '@yimi/contract/audience.ts'
import { listFigures, openFigure } from '@yimi/contract/figure.ts'
import { endBroadcast, goOnAir } from '@yimi/contract/on-air.ts'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { allOperations } from '../../operations.ts'
import { inScope } from '../../platform/database/scope.ts'
import { verifyChains } from '../../platform/flow/verify.ts'
import { createTestStudio, type TestStudio, uploadRehearsal } from '../studio/studio-fixtures.ts'

let studio: TestStudio
beforeAll(async () => {
  studio = await createTestStudio()
})
afterEach(() => studio.installation.setNow(undefined))
afterAll(() => studio.close())

/** A browser: the random number that its page made for this broadcast. */
const viewer = (number: number) => number.toString(16).padStart(32, '0')

type Show = {
  id: string
  /** Puts the clock that many seconds after the start. */
  at(seconds: number): void
  beacon(who: number, more?: Partial<Beacon>): Promise<void>
  read(): Promise<Audience>
  end(): Promise<void>
}

async function onAir(): Promise<Show> {
  const { installation, director } = studio
  const { id } = await studio.cleared()
  const begun = Date.now()
  await director.get(goOnAir, { params: { id } })
  return {
    id,
    at: (seconds) => installation.setNow(new Date(begun + seconds * 1000)),
    async beacon(who, more = {}) {
      const body = { viewer: viewer(who), playing: true, visible: true, seconds: 0, ...more }
      expect((await installation.anonymous.call(sendBeacon, { params: { id }, body })).statusCode).toBe(200)
    },
    read: () => director.get(getAudience, { params: { id } }),
    end: async () => void (await director.get(endBroadcast, { params: { id } })),
  }
}

/** Viewers by bucket: under 1 minute, to 5, 15, 30, 60, and more. */
const buckets = (audience: Audience) => audience.own.histogram.map((bucket) => bucket.viewers)

describe('the own page', () => {
  test('two tabs of one browser are one viewer, watched once', async () => {
    const show = await onAir()
    show.at(0)
    await show.beacon(1)
    show.at(15)
    await show.beacon(1)
    // Both play: thirty seconds each, half a minute apart, for four minutes.
    for (let at = 30; at <= 240; at += 30) {
      show.at(at)
      await show.beacon(1, { seconds: 30 })
      show.at(at + 15)
      await show.beacon(1, { seconds: 30 })
    }
    const { own } = await show.read()
    expect(own).toMatchObject({ connected: 1, peak: 1, viewers: 1, final: false })
    expect(await watchedSeconds(show.id)).toEqual([255])
  })

  test('a paused tab beside a playing one takes nothing away', async () => {
    const show = await onAir()
    show.at(0)
    await show.beacon(1)
    for (let at = 30; at <= 90; at += 30) {
      show.at(at)
      await show.beacon(1, { seconds: 30 })
      show.at(at + 15)
      await show.beacon(1, { playing: false, seconds: 0 })
      await show.read()
    }
    expect(await watchedSeconds(show.id)).toEqual([90])
  })

  test('who drops out for 40 s and comes back is one, and was connected all the while', async () => {
    const show = await onAir()
    show.at(0)
    await show.beacon(1)
    show.at(39)
    expect((await show.read()).own.connected).toBe(1)
    show.at(40)
    await show.beacon(1, { seconds: 12 })
    expect((await show.read()).own).toMatchObject({ connected: 1, peak: 1, viewers: 1 })
    expect(await watchedSeconds(show.id)).toEqual([12])
  })

  test('who was not heard for more than 75 s is gone, and one again when back', async () => {
    const show = await onAir()
    show.at(0)
    await show.beacon(1)
    await show.beacon(2)
    show.at(75)
    expect((await show.read()).own.connected).toBe(2)
    show.at(76)
    await show.beacon(2)
    expect((await show.read()).own).toMatchObject({ connected: 1, peak: 2, viewers: 2 })
    show.at(600)
    await show.beacon(1)
    expect((await show.read()).own).toMatchObject({ connected: 1, peak: 2, viewers: 2 })
  })

  test('a tab in the background is connected; its seconds count while the sound goes on, not while it is paused', async () => {
    const show = await onAir()
    show.at(0)
    await show.beacon(1, { visible: false })
    await show.beacon(2, { visible: false, playing: false })
    show.at(30)
    await show.beacon(1, { visible: false, seconds: 30 })
    await show.beacon(2, { visible: false, playing: false })
    expect((await show.read()).own).toMatchObject({ connected: 2, playing: 1, inBackground: 2, viewers: 2 })
    expect((await watchedSeconds(show.id)).sort()).toEqual([0, 30])
  })

  test('nobody claims more seconds than passed', async () => {
    const show = await onAir()
    show.at(0)
    await show.beacon(1, { seconds: 75 })
    show.at(10)
    for (let again = 0; again < 5; again++) await show.beacon(1, { seconds: 75 })
    await show.read()
    expect(await watchedSeconds(show.id)).toEqual([10])
  })

  test('before it is on air, elsewhere and after its end nothing is counted, and nothing is said', async () => {
    const { anonymous } = studio.installation
    const body = { viewer: viewer(1), playing: true, visible: true, seconds: 0 }
    const draft = await studio.draft()
    for (const id of [draft.id, '0190b8a2-6f3e-7c1a-9a55-00000000abcd']) {
      const answer = await anonymous.call(sendBeacon, { params: { id }, body })
      expect(`${answer.statusCode} ${answer.body}`).toBe('200 {}')
    }
    const show = await onAir()
    await show.beacon(1)
    await show.end()
    await show.read()
    await show.beacon(2)
    expect((await show.read()).own).toMatchObject({ connected: 0, viewers: 1 })
    const short = { ...body, viewer: 'abc' }
    expect((await anonymous.call(sendBeacon, { params: { id: show.id }, body: short })).statusCode).toBe(400)
  })

  test('after its end known viewers say their last seconds, then counts are all that is left', async () => {
    const show = await onAir()
    show.at(0)
    for (const who of [1, 2, 3]) await show.beacon(who)
    for (let at = 30; at <= 60; at += 30) {
      show.at(at)
      await show.beacon(1, { seconds: 30 })
    }
    await show.end()
    await show.read()
    show.at(70)
    await show.beacon(2, { playing: false, seconds: 65 })
    expect((await show.read()).own.final).toBe(false)
    show.at(60 + 91)
    const last = await show.read()
    expect(last.own).toMatchObject({ viewers: 3, peak: 3, connected: 0, final: true })
    expect(buckets(last)).toEqual([1, 2, 0, 0, 0, 0])
    const { rows } = await studio.installation.admin.pool.query(
      'select count(*)::int as count from broadcast_viewers where broadcast_id = $1',
      [show.id],
    )
    expect(rows[0]?.count).toBe(0)
    await show.beacon(1, { seconds: 30 })
    expect((await show.read()).own).toMatchObject({ viewers: 3, final: true })
  })

  test('what is kept of a viewer is a hash that differs from broadcast to broadcast', async () => {
    const hashes: string[] = []
    for (const show of [await onAir(), await onAir()]) {
      await show.beacon(7)
      await show.read()
      hashes.push(...(await hashesOf(show.id)))
    }
    expect(new Set(hashes).size).toBe(2)
    expect(hashes.some((hash) => hash.includes(viewer(7)))).toBe(false)
  })

  test('a server that starts anew goes on where the last batch ended', async () => {
    const show = await onAir()
    show.at(0)
    for (const who of [1, 2]) await show.beacon(who)
    await show.read()
    show.at(30)
    // Another process with the same database: it knows who is connected, and nobody twice.
    const [operation] = allOperations(studio.installation.services).filter((one) => one.direct)
    const body = { viewer: viewer(1), playing: true, visible: true, seconds: 30 }
    await operation?.direct?.({ params: { id: show.id }, query: {}, body })
    await operation?.life?.stop()
    const { own } = await show.read()
    expect(own).toMatchObject({ viewers: 2, peak: 2 })
    expect((await watchedSeconds(show.id)).sort()).toEqual([0, 30])
  })

  test('what waits in memory is written within the time that is promised, without being asked', async () => {
    const show = await onAir()
    await show.beacon(1)
    await expect.poll(() => hashesOf(show.id), { timeout: 8_000 }).toHaveLength(1)
  })

  test('counts never fall, whoever repeats what and however late it comes', async () => {
    const show = await onAir()
    const beacons = fc.array(
      fc.record({
        who: fc.integer({ min: 1, max: 4 }),
        wait: fc.integer({ min: 0, max: 90 }),
        seconds: fc.integer({ min: 0, max: 75 }),
        playing: fc.boolean(),
        visible: fc.boolean(),
        reads: fc.boolean(),
      }),
      { minLength: 1, maxLength: 30 },
    )
    const [sequence] = fc.sample(fc.array(beacons, { minLength: 8, maxLength: 8 }), { numRuns: 1, seed: 20261124 })
    const known = new Set<number>()
    let now = 0
    let before = { viewers: 0, peak: 0, watched: 0 }
    for (const { who, wait, reads, ...beacon } of (sequence ?? []).flat()) {
      now += wait
      show.at(now)
      await show.beacon(who, beacon)
      known.add(who)
      if (!reads) continue
      const { own } = await show.read()
      const watched = (await watchedSeconds(show.id)).reduce((sum, one) => sum + one, 0)
      expect(own.viewers).toBe(known.size)
      expect(own.peak).toBeGreaterThanOrEqual(Math.max(before.peak, own.connected))
      expect(watched).toBeGreaterThanOrEqual(before.watched)
      expect(watched).toBeLessThanOrEqual(known.size * now)
      expect(own.histogram.reduce((sum, bucket) => sum + bucket.viewers, 0)).toBe(known.size)
      before = { viewers: own.viewers, peak: own.peak, watched }
    }
    expect(before.watched).toBeGreaterThan(0)
  })
})

describe('what is reported', () => {
  test('platforms are entered with evidence and corrected by new entries; each kind stays apart', async () => {
    const show = await onAir()
    await show.beacon(1)
    const { producer, channelId, installation } = studio
    const evidence = await uploadRehearsal(installation, producer)
    const enter = (views: number | null, more: { viewers?: number; note?: string } = {}) =>
      producer.get(enterPlatformFigures, {
        params: { id: show.id },
        body: {
          items: [{ channelId, views, viewers: more.viewers ?? null, peak: null }],
          evidenceId: evidence.id,
          note: more.note ?? '',
        },
      })
    expect((await show.read()).platforms).toMatchObject({ reported: 0, expected: 1, views: null })
    await enter(1_200_000)
    const audience = await enter(1_250_000, { viewers: 800_000, note: '次日更新' })
    expect(audience.platforms).toMatchObject({ reported: 1, expected: 1, views: 1_250_000 })
    expect(audience.platforms.items[0]).toMatchObject({
      name: '视频号',
      latest: { views: 1_250_000, viewers: 800_000, evidence: { name: '彩排.flv' }, note: '次日更新', source: 'hand' },
      earlier: [{ views: 1_200_000, viewers: null }],
    })
    expect(audience.own.viewers).toBeLessThan(2)
    expect(audience.onSite.latest).toBeNull()
    await expect(
      installation.admin.pool.query(`set role yimi_app; update platform_figures set views = 1`),
    ).rejects.toThrow(/permission denied/)
  })

  test('people in the room are a count of their own, and every entry is an act in the chain', async () => {
    const show = await onAir()
    const { producer, installation } = studio
    const enter = (people: number) =>
      producer.get(enterOnSiteAudience, { params: { id: show.id }, body: { people, note: '领队点数' } })
    await enter(38)
    const { onSite, platforms } = await enter(40)
    expect(onSite).toMatchObject({ latest: { people: 40, evidence: null }, earlier: [{ people: 38 }] })
    expect(platforms.views).toBeNull()
    const { rows } = await installation.admin.pool.query(
      `select move, refs->>'people' as people from events where kind = 'audience' and record_id = $1 order by seq`,
      [show.id],
    )
    expect(rows).toEqual([
      { move: 'enter-on-site', people: '38' },
      { move: 'enter-on-site', people: '40' },
    ])
    const scope = { role: 'yimi_app' as const, orgs: Object.values(installation.orgs) }
    expect((await inScope(installation.services.database, scope, verifyChains)).faults).toEqual([])
  })

  test('refused: before air, a foreign platform, a platform twice, no number, a file of elsewhere', async () => {
    const { producer, installation, channelId } = studio
    const evidence = await uploadRehearsal(installation, producer)
    const elsewhere = await uploadRehearsal(
      installation,
      await installation.as('producer', 'otherInstitute'),
      installation.orgs.otherInstitute,
    )
    const item = { channelId, views: 10, viewers: null, peak: null }
    const enter = (
      id: string,
      items: (typeof item | { channelId: string; views: null; viewers: null; peak: null })[],
      evidenceId = evidence.id,
    ) => producer.call(enterPlatformFigures, { params: { id }, body: { items, evidenceId } })
    const cleared = await studio.cleared()
    expect((await enter(cleared.id, [item])).json().code).toBe('move-not-allowed')
    const show = await onAir()
    const faultOf = async (answer: ReturnType<typeof enter>) => (await answer).json().faults?.[0].path
    expect(await faultOf(enter(show.id, [{ ...item, channelId: show.id }]))).toEqual(['items', 0, 'channelId'])
    expect(await faultOf(enter(show.id, [item, item]))).toEqual(['items', 1, 'channelId'])
    expect(await faultOf(enter(show.id, [{ channelId, views: null, viewers: null, peak: null }]))).toEqual([
      'items',
      0,
      'views',
    ])
    expect(await faultOf(enter(show.id, [item], elsewhere.id))).toEqual(['evidenceId'])
    expect((await enter(show.id, [item])).statusCode).toBe(200)
  })

  test('three figures, each in its unit, each opened to what it adds up', async () => {
    const officer = await studio.installation.as('institute-officer', 'institute')
    const names = 'viewers-own-page,views-reported,on-site'
    const { items } = await officer.get(listFigures, { query: { names } })
    expect(items.map(({ name, unit }) => `${name} ${unit}`).sort()).toEqual([
      'on-site 人次',
      'viewers-own-page 人',
      'views-reported 人次',
    ])
    for (const figure of items) {
      const opened = await officer.get(openFigure, { params: { name: figure.name }, query: {} })
      expect(figure.value).toBeGreaterThan(0)
      expect(opened.figure.value).toBe(figure.value)
      expect(opened.items.reduce((sum, one) => sum + (one.amount ?? 0), 0)).toBe(figure.value)
    }
    const { items: before } = await officer.get(listFigures, { query: { names, until: '2020-01-01' } })
    expect(before.map((figure) => figure.value)).toEqual([0, 0, 0])
    const stranger = await studio.installation.as('institute-officer', 'otherInstitute')
    const { items: theirs } = await stranger.get(listFigures, { query: { names } })
    expect(theirs.map((figure) => figure.value)).toEqual([0, 0, 0])
  })
})

async function watchedSeconds(id: string): Promise<number[]> {
  await studio.director.get(getAudience, { params: { id } })
  const { rows } = await studio.installation.admin.pool.query<{ seconds: number }>(
    'select (watched_ms / 1000)::int as seconds from broadcast_viewers where broadcast_id = $1',
    [id],
  )
  return rows.map((row) => row.seconds)
}

async function hashesOf(id: string): Promise<string[]> {
  const { rows } = await studio.installation.admin.pool.query<{ hash: string }>(
    `select encode(viewer_hash, 'hex') as hash from broadcast_viewers where broadcast_id = $1`,
    [id],
  )
  return rows.map((row) => row.hash)
}
