import type { answerConsent, readConsent } from '@yimi/contract/guest.ts'
import type { getPortalHome, listPublicOrganisations, PublicBroadcast } from '@yimi/contract/public.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'

export const IDS = {
  onAir: '0190b8a2-6f3e-7c1a-9a55-000000000001',
  coming: '0190b8a2-6f3e-7c1a-9a55-000000000002',
  over: '0190b8a2-6f3e-7c1a-9a55-000000000003',
  noPicture: '0190b8a2-6f3e-7c1a-9a55-000000000004',
} as const
export const SECRET = 'a-secret-of-a-link-0123456789'

export function buildBroadcast(overrides: Partial<PublicBroadcast>): PublicBroadcast {
  return {
    id: IDS.onAir,
    title: '冬季用药常识:一位药师和街坊面对面谈家里的小药箱',
    orgName: '演示区示例街道新时代文明实践所',
    series: '身边的好办法',
    episode: 12,
    state: 'on-air',
    startsAt: '2026-11-25T06:00:00.000Z',
    summary: '请药师讲讲家庭常备药怎么存、怎么扔。\n现场回答街坊提问。',
    rundown: [
      { title: '开场和介绍', seconds: 45 },
      { title: '药师讲小药箱里哪些药要先清理,哪些药可以留到明年', seconds: 1200 },
      { title: '街坊提问', seconds: 900 },
    ],
    playlist: `/media/live/${IDS.onAir}/index.m3u8`,
    ...overrides,
  }
}

export const BROADCASTS: readonly PublicBroadcast[] = [
  buildBroadcast({}),
  buildBroadcast({
    id: IDS.coming,
    title: '冬至包饺子',
    state: 'coming',
    startsAt: '2036-12-21T02:00:00.000Z',
    playlist: null,
  }),
  buildBroadcast({ id: IDS.over, title: '秋季健身操', state: 'over', playlist: null }),
]

export const HOME: RouteAnswer<typeof getPortalHome> = {
  installation: '演示区新时代文明实践中心',
  telephone: '000-1234 5678',
  demo: true,
  broadcasts: [...BROADCASTS],
}

export const UNITS: RouteAnswer<typeof listPublicOrganisations> = {
  items: [
    { id: '0190b8a2-6f3e-7c1a-9a55-0000000000a1', name: '演示区新时代文明实践中心', parentId: null },
    {
      id: '0190b8a2-6f3e-7c1a-9a55-0000000000a2',
      name: '示例街道新时代文明实践所',
      parentId: '0190b8a2-6f3e-7c1a-9a55-0000000000a1',
    },
  ],
}

export function buildConsent(state: RouteAnswer<typeof answerConsent>['state']): RouteAnswer<typeof readConsent> {
  return {
    name: '示例嘉宾',
    title: BROADCASTS[0]?.title ?? '',
    orgName: '演示区示例街道新时代文明实践所',
    startsAt: '2026-11-25T06:00:00.000Z',
    state,
  }
}
