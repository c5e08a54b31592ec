/** The demonstration's rota and activities. Days are counted from Monday of the running week. */
export const DEMO_DUTIES = [
  {
    kind: 'patrol',
    title: '傍晚平安巡逻',
    place: '梧桐社区东门',
    weekday: 2,
    starts: '18:00',
    ends: '20:00',
    volunteerPlaces: 4,
  },
  {
    kind: 'patrol',
    title: '周末平安巡逻',
    place: '梧桐社区西门',
    weekday: 6,
    starts: '18:00',
    ends: '20:00',
    volunteerPlaces: 4,
  },
  {
    kind: 'guidance',
    title: '早高峰文明引导',
    place: '梧桐路口',
    weekday: 4,
    starts: '07:00',
    ends: '08:30',
    volunteerPlaces: 3,
  },
] as const

/** Were held: with the volunteers who came, by their place on the list. */
export const DEMO_HELD = [
  {
    kind: 'clean-up',
    title: '楼道清洁日',
    words: '清理楼道杂物，带手套和垃圾袋。',
    place: '梧桐社区 3 号楼',
    inDays: -2,
    from: '09:00',
    until: '11:30',
    volunteerPlaces: 8,
    came: [0, 1, 2, 3, 4],
  },
  {
    kind: 'members-day',
    title: '队员开放日',
    words: '各队展示，欢迎居民来看看。',
    place: '梧桐站活动室',
    inDays: -3,
    from: '08:30',
    until: '17:30',
    volunteerPlaces: 6,
    came: [1, 5],
  },
] as const

/** Still to come, open for sign-up; the first has more wishes than places. */
export const DEMO_COMING = [
  {
    kind: 'clean-up',
    title: '中心花园清洁日',
    words: '捡拾落叶，修整花坛。',
    place: '中心花园',
    inDays: 12,
    from: '09:00',
    until: '11:00',
    volunteerPlaces: 3,
    residentPlaces: 0,
    asked: [0, 1, 2, 3, 4],
  },
  {
    kind: 'clinic-day',
    title: '健康体检日',
    words: '量血压、测血糖。请空腹，带好社保卡。',
    place: '梧桐站活动室',
    inDays: 10,
    from: '08:00',
    until: '11:00',
    volunteerPlaces: 4,
    residentPlaces: 40,
    asked: [2, 5],
  },
  {
    kind: 'haircut-day',
    title: '便民理发日',
    words: '免费理发，按报名先后。',
    place: '梧桐社区连廊',
    inDays: 9,
    from: '14:00',
    until: '17:00',
    volunteerPlaces: 3,
    residentPlaces: 20,
    asked: [2],
  },
] as const
