/** The demonstration's corps, partners and brand project. Every name in it is invented. */
export const DEMO_TEAMS = [
  { kind: 'travel-guidance', name: '春晖文明出行队', purpose: '早晚高峰在路口引导行人和非机动车。' },
  { kind: 'security-patrol', name: '春晖平安巡逻队', purpose: '傍晚在小区里走一圈，看看门窗和消防通道。' },
  { kind: 'environment', name: '春晖绿色环境队', purpose: '桶前值守，清理楼道和绿地。' },
  { kind: 'members', name: '春晖先锋服务队', purpose: '帮行动不便的老人买菜、缴费、跑腿。' },
  { kind: 'funeral', name: '春晖送别服务队', purpose: '家里有白事时，安静地搭把手。' },
] as const

const SURNAMES = ['白', '常', '杜', '樊', '关', '侯', '简', '柯', '兰', '苗', '宁', '欧']
const GIVEN = ['晓云', '志远', '春和']

/** Thirty-six volunteers; the first three are on the list with a skill. */
export const DEMO_VOLUNTEERS: readonly { name: string; contact: string; station: string; teams: readonly number[] }[] =
  SURNAMES.flatMap((surname, place) =>
    GIVEN.map((given, turn) => {
      const index = place * GIVEN.length + turn
      return {
        name: `${surname}${given}`,
        contact: `139000000${String(index + 10)}`,
        station: `station-${(index % 3) + 1}`,
        // Every fourth one serves in two teams.
        teams: index % 4 === 0 ? [index % 5, (index + 2) % 5] : [index % 5],
      }
    }),
  )

/** Days from today until a certificate runs out; the first is soon enough to be warned of. */
export const DEMO_SKILLS = [
  { volunteer: 0, skill: 'first-aid', issuer: '青禾急救培训点', inDays: 40 },
  { volunteer: 1, skill: 'electrician', issuer: '青禾职业培训学校', inDays: 400 },
  { volunteer: 2, skill: 'hairdressing', issuer: '', inDays: 0 },
] as const

export const DEMO_PARTNERS = [
  { name: '青禾麦香食品厂', kind: 'enterprise', contactName: '伍平', contact: '13900000101', until: 'members' },
  { name: '青禾第三小学', kind: 'school', contactName: '段文静', contact: '13900000102', until: 'confirmed' },
  { name: '春晖科创园', kind: 'park', contactName: '毕朗', contact: '13900000103', until: 'applied' },
] as const

export const DEMO_MEMBERS = [
  '甘小雨',
  '景天成',
  '鲍立新',
  '耿秋月',
  '翟文博',
  '卓雅琴',
  '辛向前',
  '岑可心',
  '惠民生',
  '燕归来',
  '路长明',
  '费思源',
] as const

export const DEMO_CLAIMABLES = [
  { list: 'need', title: '小区长椅修补', words: '中心花园六把长椅松动，需要木工和材料。' },
  { list: 'need', title: '独居老人年夜饭', words: '二十份年夜饭，腊月二十九上午送到活动室。' },
  { list: 'resource', title: '闲置图书换新家', words: '活动室有三百本图书，可以流动到单位阅览角。' },
  { list: 'project', title: '周末四点半课堂', words: '周六下午陪孩子读书写字，需要教室和陪伴的人。' },
] as const

export const DEMO_PROGRAMME = {
  name: '一米课堂',
  since: '2024-03-01',
  slogan: '一米之内，有人懂、有人帮',
  about: '每月一场，请身边的人讲身边的事：分类、急救、用电、防骗。看完就能用，听完就想做志愿者。',
  purposes: ['inform', 'grow-corps'],
} as const
