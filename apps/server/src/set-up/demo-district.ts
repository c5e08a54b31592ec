import type { Role } from '@yimi/contract/roles.ts'

/** The demonstration district. Every name in it is invented. */
export const DEMO_NAME = '青禾区（演示）'
/** Nobody answers it: numbers of the demonstration are invented. */
export const DEMO_TELEPHONE = '010-5550-0100'
/** Whoever has no desk: a number of his own, or one that his record brings. */
const WITHOUT_DESK: Readonly<Partial<Record<Role, string>>> = {
  volunteer: '13900000001',
  'family-proxy': '13900000002',
  'partner-contact': '13900000101',
  resident: '',
}

export type DemoOrg = { key: string; name: string; shortName: string; level: string; parent: string | undefined }

const STATIONS = ['梧桐', '银杏', '槐荫', '海棠', '紫藤', '松涛', '柳岸', '枫林', '桂香', '竹溪']

export const DEMO_ORGS: readonly DemoOrg[] = [
  { key: 'centre', name: '青禾区实践中心（演示）', shortName: '青禾中心', level: 'centre', parent: undefined },
  { key: 'institute', name: '春晖街道实践所', shortName: '春晖所', level: 'institute', parent: 'centre' },
  { key: 'institute-2', name: '禾田镇实践所', shortName: '禾田所', level: 'institute', parent: 'centre' },
  ...STATIONS.map((name, index) => ({
    key: `station-${index + 1}`,
    name: `${name}社区实践站`,
    shortName: `${name}站`,
    level: 'station',
    parent: 'institute',
  })),
  { key: 'station-11', name: '麦浪村实践站', shortName: '麦浪站', level: 'station', parent: 'institute-2' },
]

export type DemoAccount = { username: string; name: string; role: Role; org: string }

/** One log-in for every role, the user name being the role; three reviewers, because one person may judge two gates. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'district-admin', name: '程远', role: 'district-admin', org: 'centre' },
  { username: 'system-admin', name: '卢明', role: 'system-admin', org: 'centre' },
  { username: 'security-admin', name: '聂安', role: 'security-admin', org: 'centre' },
  { username: 'audit-admin', name: '严正', role: 'audit-admin', org: 'centre' },
  { username: 'institute-officer', name: '方晓岚', role: 'institute-officer', org: 'institute' },
  { username: 'station-head', name: '葛秀英', role: 'station-head', org: 'station-1' },
  { username: 'duty-officer', name: '彭立', role: 'duty-officer', org: 'station-1' },
  { username: 'dispatcher', name: '尹洁', role: 'dispatcher', org: 'station-1' },
  { username: 'grid-worker', name: '石磊', role: 'grid-worker', org: 'station-1' },
  { username: 'entrance-steward', name: '贺桂兰', role: 'entrance-steward', org: 'station-1' },
  { username: 'team-leader', name: '龚建华', role: 'team-leader', org: 'station-1' },
  { username: 'volunteer', name: '苏晴', role: 'volunteer', org: 'station-1' },
  { username: 'lecturer', name: '孟庆和', role: 'lecturer', org: 'institute' },
  { username: 'selection-judge', name: '邵文', role: 'selection-judge', org: 'centre' },
  { username: 'producer', name: '黎可', role: 'producer', org: 'institute' },
  { username: 'gate-reviewer', name: '汪洁', role: 'gate-reviewer', org: 'institute' },
  { username: 'gate-reviewer-2', name: '魏国栋', role: 'gate-reviewer', org: 'institute' },
  { username: 'gate-reviewer-3', name: '沈悦', role: 'gate-reviewer', org: 'institute' },
  { username: 'director', name: '韩冬', role: 'director', org: 'institute' },
  { username: 'moderator', name: '姜小满', role: 'moderator', org: 'institute' },
  { username: 'contributor', name: '廖静', role: 'contributor', org: 'institute' },
  { username: 'editor', name: '康宁', role: 'editor', org: 'centre' },
  { username: 'proofreader', name: '池墨', role: 'proofreader', org: 'centre' },
  { username: 'issuer', name: '温如', role: 'issuer', org: 'centre' },
  { username: 'registry-clerk', name: '向阳', role: 'registry-clerk', org: 'centre' },
  { username: 'media-officer', name: '柯新', role: 'media-officer', org: 'institute' },
  { username: 'partner-contact', name: '伍平', role: 'partner-contact', org: 'institute' },
  { username: 'resident', name: '罗秀珍', role: 'resident', org: 'station-1' },
  { username: 'family-proxy', name: '罗一帆', role: 'family-proxy', org: 'station-1' },
]

/** Where somebody of the demonstration is reached. */
export function demoTelephone(role: Role, index: number): string {
  return WITHOUT_DESK[role] ?? `010-5550-0${101 + index}`
}

export const DEMO_VENUES = [
  { org: 'institute', name: '一米直播间', place: '春晖街道实践所二层，电梯出口右转', seats: 40 },
  { org: 'institute', name: '春晖文化广场', place: '街道办事处门前广场，露天', seats: 300 },
  { org: 'station-1', name: '梧桐站活动室', place: '梧桐社区党群服务中心一层', seats: 60 },
] as const

export const DEMO_GUESTS = [
  { name: '林小禾', trade: '社区护士', topics: ['健康', '急救'], contact: '13800000001' },
  { name: '周明远', trade: '环卫工程师', topics: ['垃圾分类'], contact: '13800000002' },
  { name: '何春梅', trade: '志愿者', topics: ['邻里互助', '志愿服务'], contact: '13800000003' },
  { name: '陈立群', trade: '退役军人', topics: ['消防', '应急'], contact: '13800000004' },
  { name: '欧阳\u{20BB7}霖', trade: '民俗老师', topics: ['节日', '民俗'], contact: 'minsu@example.org' },
] as const

/** Addresses of the reserved domain: nothing of a demonstration ever reaches a platform. */
export const DEMO_CHANNELS = [
  { name: '青禾视频号', server: 'rtmps://push.example.com/live' },
  { name: '春晖直播间', server: 'rtmp://live.example.org/app' },
  { name: '区融媒体客户端', server: 'rtmp://media.example.net/stream' },
] as const

/** Channels that need a person for each broadcast: a key of its own, a check in the platform's app, a post. */
export const DEMO_MANNED_CHANNELS = [
  {
    name: '邻里短视频',
    kind: 'push',
    preset: 'short-video',
    server: 'rtmp://short.example.com/live',
    sessionKey: true,
    checklist: [],
  },
  {
    name: '手机同步开播',
    kind: 'own-encoder',
    preset: 'messenger-channels',
    server: '',
    sessionKey: false,
    checklist: ['封面和标题', '声音和画面', '评论有人看'],
  },
  {
    name: '居民公众号',
    kind: 'post',
    preset: null,
    server: '',
    sessionKey: false,
    checklist: ['预告文字', '海报二维码', '直播链接'],
  },
] as const

export const DEMO_RUNDOWN = [
  { title: '开场与嘉宾介绍', seconds: 300, who: '主持人' },
  { title: '嘉宾讲解', seconds: 1200, who: '嘉宾' },
  { title: '现场与网上提问', seconds: 900, who: '主持人、嘉宾' },
  { title: '志愿服务招募与结束', seconds: 300, who: '主持人' },
]

export type DemoBroadcast = {
  title: string
  summary: string
  series: string
  episode: number
  occasion: string
  /** Days from today, negative: past. */
  inDays: number
  startHour: number
  host: number
  guests: number[]
  /** Gates that stand passed at the end; `archive` goes all the way. */
  until: 'draft' | 'two-gates' | 'returned' | 'cleared' | 'archive'
}

export const DEMO_BROADCASTS: readonly DemoBroadcast[] = [
  {
    title: '垃圾分类，从我家做起',
    summary: '请环卫工程师讲清四类垃圾怎么分，现场答疑，并招募桶前值守志愿者。',
    series: '一米课堂',
    episode: 1,
    occasion: '',
    inDays: -14,
    startHour: 10,
    host: 2,
    guests: [1],
    until: 'archive',
  },
  {
    title: '志愿者故事会',
    summary: '三位志愿者讲自己帮助邻居的事，直播中可报名加入志愿队。',
    series: '一米课堂',
    episode: 2,
    occasion: '',
    inDays: 2,
    startHour: 14,
    host: 2,
    guests: [0, 3],
    until: 'cleared',
  },
  {
    title: '冬季居家安全',
    summary: '用火用电、煤气和老人防滑，社区护士和退役消防员一起讲。',
    series: '一米课堂',
    episode: 3,
    occasion: '',
    inDays: 6,
    startHour: 10,
    host: 2,
    guests: [0, 3],
    until: 'two-gates',
  },
  {
    title: '急救知识问与答',
    summary: '心肺复苏与气道梗阻的处理，现场练习。',
    series: '一米课堂',
    episode: 4,
    occasion: '',
    inDays: 9,
    startHour: 15,
    host: 2,
    guests: [0],
    until: 'returned',
  },
  {
    title: '腊八节里话民俗',
    summary: '民俗老师讲腊八的来历，教做一碗腊八粥。',
    series: '节日里的我们',
    episode: 1,
    occasion: '',
    inDays: 20,
    startHour: 9,
    host: 2,
    guests: [4],
    until: 'draft',
  },
]
