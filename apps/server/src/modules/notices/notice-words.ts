import { ORDER_WORDS, type Said, type Words } from './order-words.ts'

/**
 * What is said, by name. Short enough for a telephone's screen; a short message and a call say the same. No words of a
 * complaint, an incident or about a person's affairs: who is told looks them up where he has the right to.
 */
export const NOTICE_WORDS = {
  'gates-to-judge': (w) => ({
    title: '有直播申请待审核',
    body: `《${w.title}》已提交审核，请在方便时查看您负责的关口。`,
  }),
  'gates-opened-again': (w) => ({
    title: '直播申请有改动，请再看一次',
    body: `《${w.title}》的内容有改动，相关关口需要重新审核。`,
  }),
  'gate-returned': (w) => ({
    title: '直播申请已退回修改',
    body: `《${w.title}》有一关退回，请按意见修改后重新提交。`,
  }),
  'gate-rejected': (w) => ({ title: '直播申请没有通过', body: `《${w.title}》没有通过审核，原因见审核意见。` }),
  cleared: (w) => ({ title: '五道关口全部通过', body: `《${w.title}》可以按时开播，开始时间：${w.startsAt}。` }),
  'cleared-no-more': (w) => ({
    title: '直播需要重新审核',
    body: `《${w.title}》有关口重新打开，通过之前不能开播。`,
  }),
  'broadcast-cancelled': (w) => ({
    title: '直播已取消',
    body: `《${w.title}》已取消，原定 ${w.startsAt}。预留的场地和人员已经放开。`,
  }),
  'broadcast-cancelled-guest': (w) => ({
    title: '直播取消通知',
    body: `您应邀参加的《${w.title}》（原定 ${w.startsAt}）已取消，不用再为此安排时间，谢谢您。`,
  }),
  'guest-answered': (w) => ({ title: '嘉宾已答复', body: `《${w.title}》的嘉宾有答复：${w.answer}。` }),
  'guest-withdrew': (w) => ({
    title: '嘉宾撤回了同意',
    body: `《${w.title}》有嘉宾撤回同意，嘉宾关已重新打开，请另作安排。`,
  }),
  'invitation-accepted': (w) => ({ title: '邀请已接受', body: `${w.name}已接受邀请，可以登录使用。` }),
  'invitation-lapsed': (w) => ({ title: '邀请已过期', body: `发给${w.name}的邀请没有使用，已过期，可以重新发送。` }),
  'complaint-came': (w) => ({
    title: '有一件意见待答复',
    body: `${w.number} 已收到，请在 ${w.dueAt} 前答复。`,
  }),
  'complaint-objected': (w) => ({
    title: '对答复不满意，请再办一次',
    body: `${w.number} 的提出人对答复不满意，请在 ${w.dueAt} 前再次答复。`,
  }),
  'complaint-answered': (w) => ({
    title: '您的意见已有答复',
    body: `${w.number} 已有答复，请在网页「查看答复」中凭编号和查询词查看，也可以到实践站当面了解。`,
  }),
  'incident-came': (w) => ({
    title: '有安全事件上报，请您接手',
    body: `${w.number}（${w.kind}）由您负责，请在 ${w.dueAt} 前接手。`,
  }),
  'incident-escalated': (w) => ({
    title: '安全事件超时，转由您负责',
    body: `${w.number}（${w.kind}）超过时限没有办理，现由您负责，请尽快接手。`,
  }),
  'incident-overdue': (w) => ({
    title: '安全事件超时提醒',
    body: `${w.number}（${w.kind}）超过时限，已转给${w.answerable}负责。`,
  }),
  'incident-resolved': (w) => ({
    title: '您上报的事件已处理',
    body: `${w.number} 已处理，详情可以致电实践所了解。谢谢您的提醒。`,
  }),
  'life-event-came': () => ({ title: '有一条家庭变动待核实', body: '有人上报了一条家庭变动，请核实后确认。' }),
  'life-event-reversed': () => ({
    title: '一条家庭变动已更正',
    body: '一条已确认的家庭变动经核实有误，已更正。停掉的安排不会自动恢复，请看一看要不要重新安排。',
  }),
  'membership-asked': (w) => ({ title: '有人想加入队伍', body: `有志愿者想加入「${w.team}」，请在方便时答复。` }),
  'membership-approved': (w) => ({ title: '您已加入队伍', body: `欢迎加入「${w.team}」，队长会和您联系。` }),
  'membership-declined': (w) => ({
    title: '入队申请有答复',
    body: `您申请加入「${w.team}」，这次没有安排上。欢迎看看别的队伍，或联系实践站。`,
  }),
  'membership-ended': (w) => ({
    title: '队伍有变动',
    body: `您已不在「${w.team}」，如有疑问请联系实践站。谢谢您的付出。`,
  }),
  'check-in-came': () => ({ title: '有单位报到待确认', body: '有一家单位前来报到，请核对后确认。' }),
  'sign-up-came': (w) => ({ title: '有人想当志愿者', body: `${w.number} 已登记，请回个电话。` }),
  'sign-up-accepted': (w) => ({
    title: '欢迎您成为志愿者',
    body: `您的登记 ${w.number} 已办好。用登记的手机号就能登录，查看活动和任务。`,
  }),
  'sign-up-declined': (w) => ({
    title: '志愿者登记有答复',
    body: `您的登记 ${w.number} 这次没有办成，原因可以致电实践站了解。谢谢您的热心。`,
  }),
  'late-hours-came': (w) => ({ title: '有补记的时长待审核', body: `${w.number} 已提交凭证，请核对后审核。` }),
  'late-hours-refused': (w) => ({
    title: '补记的时长没有通过',
    body: `${w.number}（${w.day} 的服务）没有通过审核，原因可以致电实践站了解。谢谢您的付出。`,
  }),
  'late-hours-counted': (w) => ({
    title: '补记的时长已计入',
    body: `${w.number}（${w.day} 的服务）公示期满，已计入您的服务时长。`,
  }),
  'held-hours-came': (w) => ({ title: '有时长需要核实', body: `${w.day} 有一条服务时长需要核实，请查看。` }),
  'held-hours-counted': (w) => ({ title: '时长已核实', body: `${w.day} 的服务时长已核实，计入您的服务时长。` }),
  'held-hours-refused': (w) => ({
    title: '一条时长没有计入',
    body: `${w.day} 的一条服务时长经核实没有计入，原因可以致电实践站了解。`,
  }),
  'certificate-revoked': (w) => ({
    title: '一份时长证明需要重开',
    body: `证明 ${w.number} 涉及的时长有更正，原证明已失效，请重新开具。`,
  }),
  'sheet-offered': (w) => ({
    title: '想请您走一趟单',
    body: `「${w.name}」想请您帮忙，${w.until} 前走完。登录后可以看看大概位置和户数，不方便也没关系。`,
  }),
  'activity-cancelled': (w) => ({
    title: '活动取消通知',
    body: `您报名的「${w.title}」（原定 ${w.from}）已取消，不用再为此安排时间，谢谢您。`,
  }),
  'activity-amended': (w) => ({
    title: '活动有变动',
    body: `您报名的「${w.title}」有变动：${w.from}，${w.place}。来不了可以随时退出，不用说明原因。`,
  }),
  'activity-place-open': (w) => ({
    title: '有一个名额空出来了',
    body: `「${w.title}」${w.from}，${w.place}，有志愿者近期不再服务，名额已留给后面的人。`,
  }),
  'place-free': (w) => ({
    title: '您有名额了',
    body: `「${w.title}」${w.from}，${w.place}，现在有您的名额。如果来不了，请提前退出，好让后面的人参加。`,
  }),
  'privacy-asked': (w) => ({
    title: '有居民要求更正或删除信息',
    body: `${w.number} 请在 ${w.dueAt} 前办理并答复本人。`,
  }),
  'privacy-answered': (w) => ({
    title: '您的信息申请有答复',
    body: `${w.number} 已有答复，请登录「我的信息」查看，也可以到实践站了解。`,
  }),
  'role-given': (w) => ({ title: '您有了新的岗位', body: `您已被授予「${w.role}」岗位，重新打开页面即可使用。` }),
  'role-taken': (w) => ({ title: '您的岗位有变动', body: `您的「${w.role}」岗位已收回，如有疑问请联系本单位管理员。` }),
  'account-locked': () => ({
    title: '您的账号被暂时锁定',
    body: '有人连续输错您的密码，账号已锁定五分钟。如果不是您本人，请尽快修改密码。',
  }),
  'password-changed': () => ({
    title: '您的密码已修改',
    body: '您的登录密码刚刚修改，其他设备已退出。如果不是您本人，请立即联系本单位管理员。',
  }),
  'booking-cancelled': (w) => ({ title: '场地预约已取消', body: `${w.venue} ${w.startsAt} 的预约已取消。` }),
  'record-opened': (w) => ({
    title: '有人查看了您的信息',
    body: `工作人员查看了您的${w.what}，原因和时间可以在「我的信息」里看到。`,
  }),
  ...ORDER_WORDS,
} as const satisfies Record<string, (words: Words) => Said>

export type NoticeWords = keyof typeof NOTICE_WORDS
