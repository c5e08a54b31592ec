/** How far an order of the demonstration has come. */
export type DemoOrderEnd =
  | 'submitted'
  | 'asked'
  | 'referred'
  | 'offered'
  | 'open-for-claim'
  | 'scheduled'
  | 'delivered'
  | 'disputed'
  | 'closed'

export type DemoOrder = {
  until: DemoOrderEnd
  /** Of the catalogue; absent: in own words. */
  service?: string
  words: string
  risks?: string
  urgent?: boolean
  channel: 'phone' | 'paper' | 'grid-worker' | 'desk'
  /** Place among the elders of the first station; absent: asked by the resident who has an account. */
  elder?: number
  /** Day and time on which it was asked for, counted from today; absent: just now. */
  asked?: { inDays: number; at: string }
  /** Account of whoever is asked and goes. */
  volunteer?: 'volunteer' | 'team-leader'
}

/** One order for nearly every state that an order waits in. Whatever stands in the past was done by hand in turn. */
export const DEMO_ORDERS: readonly DemoOrder[] = [
  {
    until: 'submitted',
    service: 'groceries',
    words: '白菜两棵，鸡蛋一斤，盐一袋。',
    channel: 'phone',
  },
  {
    until: 'submitted',
    words: '厨房水管漏水，水快流到楼道了，家里只有我一个人。',
    urgent: true,
    channel: 'phone',
    elder: 0,
  },
  { until: 'asked', words: '想换个灯泡，够不着。', channel: 'desk', asked: { inDays: -1, at: '09:20' } },
  {
    until: 'referred',
    words: '楼前路灯不亮，晚上出门看不清路。',
    channel: 'grid-worker',
    elder: 1,
    asked: { inDays: -2, at: '15:40' },
  },
  {
    until: 'offered',
    service: 'utility-bills',
    words: '这个月的电费，户号本人当面说。',
    channel: 'paper',
    elder: 2,
    volunteer: 'volunteer',
  },
  {
    until: 'open-for-claim',
    words: '下周去社区医院复查，想请人陪着走一趟。',
    channel: 'phone',
    elder: 3,
    asked: { inDays: -1, at: '14:05' },
  },
  {
    until: 'scheduled',
    words: '智能手机不会用，想请人教教怎么和孩子视频。',
    risks: '没有电梯，三楼。听力不好，敲门请重些。',
    channel: 'phone',
    elder: 1,
    asked: { inDays: -1, at: '10:30' },
    volunteer: 'volunteer',
  },
  {
    until: 'delivered',
    words: '窗帘杆掉了一头，想请人帮忙装上。',
    channel: 'phone',
    asked: { inDays: -2, at: '09:15' },
    volunteer: 'team-leader',
  },
  {
    until: 'disputed',
    words: '阳台花盆太沉，想请人搬进屋。',
    channel: 'desk',
    elder: 2,
    asked: { inDays: -2, at: '11:10' },
    volunteer: 'team-leader',
  },
  {
    until: 'closed',
    service: 'groceries',
    words: '挂面两把，酱油一瓶。',
    channel: 'phone',
    elder: 3,
    asked: { inDays: -4, at: '10:50' },
    volunteer: 'volunteer',
  },
]
