import {
  codeItem,
  getCodingRound,
  listCodeFrames,
  listCodingItems,
  listCodingRounds,
  makeCodeFrame,
  startCodingRound,
} from '@yimi/contract/coding.ts'
import { getNeed, getNeedOfOrder, hearNeed, listNeeds, moveNeed, suggestServices } from '@yimi/contract/need.ts'
import { getNeedStatistics } from '@yimi/contract/need-statistics.ts'
import {
  getReleaseDraft,
  listPublishedReleases,
  listReleaseDrafts,
  listStatisticSeries,
  makeRelease,
  moveRelease,
  readPublishedRelease,
} from '@yimi/contract/statistic.ts'
import { buildService } from '#modules/catalogue/catalogue-fixtures.ts'
import { buildNeed } from '#modules/needs/needs-fixtures.ts'
import { buildResident } from '#modules/people/people-fixtures.ts'
import { newId } from '../platform/new-id.ts'
import { type AccessCase, type AccessWorld, accessCase } from './access-case.ts'

const HEARD_ON = '2026-01-05'
const CODES = [
  { code: 'A', words: '出行' },
  { code: 'B', words: '其他' },
]

async function makeNeed(world: AccessWorld): Promise<string> {
  return (await buildNeed(await world.by('station-head', 'station'), world.orgs.station, { heardOn: HEARD_ON })).id
}

export const NEED_CASES: readonly AccessCase[] = [
  accessCase(hearNeed, {}, (world) => ({
    input: {
      body: {
        orgId: world.orgs.station,
        subject: 'anonymous' as const,
        needClass: 'affairs' as const,
        words: '楼道的灯坏了',
        source: 'visit' as const,
        heardOn: HEARD_ON,
      },
    },
  })),
  accessCase(listNeeds, {}, async (world) => ({ input: { query: { limit: 200 } }, canary: await makeNeed(world) })),
  accessCase(getNeed, {}, async (world) => ({ input: { params: { id: await makeNeed(world) } } })),
  accessCase(moveNeed, {}, async (world) => ({
    input: {
      params: { id: await makeNeed(world) },
      body: { move: 'classify' as const, needs: { needClass: 'joy' } },
    },
  })),
  accessCase(suggestServices, {}, (world) => ({
    input: { params: { id: world.orgs.station }, query: { needClass: 'affairs' as const } },
  })),
  accessCase(getNeedOfOrder, {}, async (world) => {
    const head = await world.by('station-head', 'station')
    const serviceId = await buildService(await world.by('institute-officer', 'station'), world.orgs.station)
    const { id: personId } = await buildResident(world.installation, head)
    const yes = { serviceId, how: 'desk' as const, saidBy: 'resident' as const }
    const need = await buildNeed(head, world.orgs.station, { personId, yes, heardOn: HEARD_ON })
    return { input: { params: { id: need.order?.id ?? '' } }, canary: need.id }
  }),
  accessCase(getNeedStatistics, {}, async (world) => {
    await makeNeed(world)
    const { station } = world.orgs
    return { input: { query: { by: 'unit' as const } }, shows: (answer) => JSON.stringify(answer).includes(station) }
  }),
]

async function makeFrameOf(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  const body = { name: `表${newId().slice(-6)}`, codes: CODES }
  return (await head.get(makeCodeFrame, { params: { id: world.orgs.station }, body })).id
}

async function roundBody(world: AccessWorld) {
  await makeNeed(world)
  const frameVersionId = await makeFrameOf(world)
  return { orgId: world.orgs.station, frameVersionId, source: 'needs', from: HEARD_ON, until: HEARD_ON }
}

async function makeRound(world: AccessWorld): Promise<string> {
  const head = await world.by('station-head', 'station')
  return (await head.get(startCodingRound, { body: await roundBody(world) })).id
}

export const CODING_CASES: readonly AccessCase[] = [
  accessCase(listCodeFrames, {}, (world) => ({ input: { params: { id: world.orgs.station } } })),
  accessCase(makeCodeFrame, {}, (world) => ({
    input: { params: { id: world.orgs.station }, body: { name: `表${newId().slice(-6)}`, codes: CODES } },
  })),
  accessCase(startCodingRound, {}, async (world) => ({ input: { body: await roundBody(world) } })),
  accessCase(listCodingRounds, {}, async (world) => ({
    input: { query: { limit: 200 } },
    canary: await makeRound(world),
  })),
  accessCase(getCodingRound, {}, async (world) => ({ input: { params: { id: await makeRound(world) } } })),
  // A colleague codes second, whoever of them came first.
  accessCase(listCodingItems, { after: ['another-must-decide'] }, async (world) => ({
    input: { params: { id: await makeRound(world) }, query: { part: 'second' as const } },
  })),
  accessCase(codeItem, { after: ['another-must-decide'] }, async (world) => {
    const id = await makeRound(world)
    const head = await world.by('station-head', 'station')
    const { items } = await head.get(listCodingItems, { params: { id }, query: { part: 'first' } })
    return {
      input: { params: { id, itemId: items[0]?.id ?? '' }, body: { part: 'second' as const, code: 'A' } },
    }
  }),
]

/** The last whole year, of the series that everybody's installation has. */
function releaseBody(world: AccessWorld) {
  const from = `${Number(world.installation.services.clock.today().slice(0, 4)) - 1}-01-01`
  return { orgId: world.orgs.station, series: 'needs', kind: 'year' as const, from, tables: ['class'] }
}

async function makeDraft(world: AccessWorld): Promise<string> {
  return (await (await world.by('station-head', 'station')).get(makeRelease, { body: releaseBody(world) })).id
}

export const STATISTIC_CASES: readonly AccessCase[] = [
  accessCase(listStatisticSeries, {}, () => ({ input: {} })),
  accessCase(makeRelease, {}, (world) => ({ input: { body: releaseBody(world) } })),
  accessCase(listReleaseDrafts, {}, async (world) => ({
    input: { query: { limit: 200 } },
    canary: await makeDraft(world),
  })),
  accessCase(getReleaseDraft, {}, async (world) => ({ input: { params: { id: await makeDraft(world) } } })),
  accessCase(moveRelease, {}, async (world) => ({
    input: { params: { id: await makeDraft(world) }, body: { move: 'discard' as const } },
  })),
  accessCase(listPublishedReleases, {}, () => ({ input: {} })),
  accessCase(readPublishedRelease, { after: ['not-found'] }, () => ({ input: { params: { id: newId() } } })),
]
