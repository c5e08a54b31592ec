import type { BroadcastMove, BroadcastState } from './broadcast.ts'
import type { ChannelKind } from './channel.ts'
import type { ChannelNeed } from './channel-task.ts'
import type { GateState } from './flow.ts'
import type { IncidentKind } from './incident.ts'
import type { NoticeFault, NoticeStatus, NoticeWay } from './notice.ts'
import type { Role } from './roles.ts'
import type { ApplicationField, Gate } from './work-rules.ts'

/** Labels that server and both webs print. Chinese first; the English is for labels only. */
type Label = { readonly zh: string; readonly en: string }

export const ROLE_LABELS: Readonly<Record<Role, Label>> = {
  'district-admin': { zh: '区级管理员', en: 'District admin' },
  'system-admin': { zh: '系统管理员', en: 'System admin' },
  'security-admin': { zh: '安全管理员', en: 'Security admin' },
  'audit-admin': { zh: '审计管理员', en: 'Audit admin' },
  'institute-officer': { zh: '实践所负责人', en: 'Institute officer' },
  'station-head': { zh: '站长', en: 'Station head' },
  'duty-officer': { zh: '值班员', en: 'Duty officer' },
  dispatcher: { zh: '派单员', en: 'Dispatcher' },
  'grid-worker': { zh: '网格员', en: 'Grid worker' },
  'entrance-steward': { zh: '楼门长', en: 'Entrance steward' },
  'team-leader': { zh: '队长', en: 'Team leader' },
  volunteer: { zh: '志愿者', en: 'Volunteer' },
  lecturer: { zh: '宣讲员', en: 'Lecturer' },
  'selection-judge': { zh: '选拔评委', en: 'Selection judge' },
  producer: { zh: '直播策划', en: 'Producer' },
  'gate-reviewer': { zh: '关口审核员', en: 'Gate reviewer' },
  director: { zh: '导播', en: 'Director' },
  moderator: { zh: '互动管理员', en: 'Moderator' },
  contributor: { zh: '信息员', en: 'Contributor' },
  editor: { zh: '责编', en: 'Editor' },
  proofreader: { zh: '核稿人', en: 'Proofreader' },
  issuer: { zh: '签发人', en: 'Issuer' },
  'registry-clerk': { zh: '收发员', en: 'Registry clerk' },
  'media-officer': { zh: '融媒专员', en: 'Media-centre officer' },
  'partner-contact': { zh: '共建单位联系人', en: 'Partner contact' },
  resident: { zh: '居民', en: 'Resident' },
  'family-proxy': { zh: '家属代办人', en: 'Family proxy' },
  anonymous: { zh: '访客', en: 'Visitor' },
}

export const GATE_LABELS: Readonly<Record<Gate, Label>> = {
  topic: { zh: '选题关', en: 'Topic' },
  content: { zh: '内容关', en: 'Content' },
  rundown: { zh: '流程关', en: 'Rundown' },
  guest: { zh: '嘉宾关', en: 'Guest' },
  floor: { zh: '现场关', en: 'Floor' },
}

export const GATE_STATE_LABELS: Readonly<Record<GateState, Label>> = {
  open: { zh: '待审核', en: 'Open' },
  passed: { zh: '已通过', en: 'Passed' },
  returned: { zh: '已退回', en: 'Returned' },
  rejected: { zh: '未通过', en: 'Rejected' },
}

export const BROADCAST_STATE_LABELS: Readonly<Record<BroadcastState, Label>> = {
  draft: { zh: '草稿', en: 'Draft' },
  'in-review': { zh: '审核中', en: 'In review' },
  returned: { zh: '已退回', en: 'Returned' },
  rejected: { zh: '未通过', en: 'Rejected' },
  cleared: { zh: '可以播出', en: 'Cleared for air' },
  'on-air': { zh: '正在直播', en: 'On air' },
  ended: { zh: '已结束', en: 'Ended' },
  archived: { zh: '已归档', en: 'Archived' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
}

export const BROADCAST_MOVE_LABELS: Readonly<Record<BroadcastMove | 'create', Label>> = {
  create: { zh: '新建申请', en: 'Create' },
  apply: { zh: '提交申请', en: 'Apply' },
  amend: { zh: '修改申请', en: 'Amend' },
  'add-evidence': { zh: '上传凭证', en: 'Add evidence' },
  'open-gates': { zh: '关口重新打开', en: 'Open gates' },
  'pass-gate': { zh: '通过', en: 'Pass' },
  'return-gate': { zh: '退回', en: 'Return' },
  'reject-gate': { zh: '不予通过', en: 'Reject' },
  resubmit: { zh: '重新提交', en: 'Hand in again' },
  clear: { zh: '五关全部通过', en: 'Clear' },
  reopen: { zh: '重新审核', en: 'Reopen' },
  'withdraw-gate': { zh: '撤回通过', en: 'Withdraw' },
  'go-on-air': { zh: '开始直播', en: 'Go on air' },
  end: { zh: '结束直播', en: 'End' },
  archive: { zh: '归档', en: 'Archive' },
  cancel: { zh: '取消', en: 'Cancel' },
}

export const FIELD_LABELS: Readonly<Record<ApplicationField, Label>> = {
  title: { zh: '直播主题', en: 'Title' },
  purposes: { zh: '直播目的', en: 'Purposes' },
  summary: { zh: '内容简介', en: 'Summary' },
  occasion: { zh: '结合节日', en: 'Occasion' },
  series: { zh: '所属系列', en: 'Series' },
  episode: { zh: '第几期', en: 'Episode' },
  forms: { zh: '直播形式', en: 'Forms' },
  startsAt: { zh: '开始时间', en: 'Starts' },
  endsAt: { zh: '结束时间', en: 'Ends' },
  venueId: { zh: '场地', en: 'Venue' },
  seats: { zh: '现场观众席位', en: 'Seats' },
  hostId: { zh: '主持人', en: 'Host' },
  guests: { zh: '嘉宾', en: 'Guests' },
  partners: { zh: '共建资源', en: 'Partners' },
  rundown: { zh: '节目流程', en: 'Rundown' },
  riskPlan: { zh: '风险预案', en: 'Risk plan' },
  channelIds: { zh: '播出渠道', en: 'Channels' },
}

export const PURPOSE_LABELS: Readonly<Record<'inform' | 'strengthen-place' | 'show-volunteers' | 'grow-corps', Label>> =
  {
    inform: { zh: '传递政策与知识', en: 'Inform' },
    'strengthen-place': { zh: '建强活动阵地', en: 'Strengthen the place' },
    'show-volunteers': { zh: '展示志愿者', en: 'Show volunteers' },
    'grow-corps': { zh: '壮大志愿队伍', en: 'Grow the corps' },
  }

export const FORM_LABELS: Readonly<Record<'interview' | 'interaction' | 'on-site' | 'remote', Label>> = {
  interview: { zh: '访谈', en: 'Interview' },
  interaction: { zh: '互动', en: 'Interaction' },
  'on-site': { zh: '现场', en: 'On site' },
  remote: { zh: '连线', en: 'Remote' },
}

export const CHANNEL_KIND_LABELS: Readonly<Record<ChannelKind, Label>> = {
  push: { zh: '推流', en: 'Push' },
  'own-encoder': { zh: '平台自带开播', en: 'Own encoder' },
  post: { zh: '图文发布', en: 'Post' },
  file: { zh: '成片投放', en: 'File' },
}

export const CHANNEL_NEED_LABELS: Readonly<Record<ChannelNeed, Label>> = {
  disabled: { zh: '渠道已停用', en: 'Out of use' },
  'key-missing': { zh: '密钥未设', en: 'Key missing' },
  'session-key-missing': { zh: '本场密钥未填', en: 'Session key missing' },
  'session-key-expired': { zh: '密钥已过期', en: 'Session key expired' },
  'to-prepare': { zh: '待准备', en: 'To prepare' },
  'to-publish': { zh: '待发布', en: 'To publish' },
  'to-hand-over': { zh: '待投放', en: 'To hand over' },
  'to-confirm': { zh: '待核对', en: 'To confirm' },
}

export const NOTICE_WAY_LABELS: Readonly<Record<NoticeWay, Label>> = {
  'in-app': { zh: '站内消息', en: 'In the program' },
  email: { zh: '邮件', en: 'E-mail' },
  sms: { zh: '短信', en: 'Short message' },
  'phone-call': { zh: '电话', en: 'Telephone call' },
}

export const NOTICE_STATUS_LABELS: Readonly<Record<NoticeStatus, Label>> = {
  waiting: { zh: '待发送', en: 'Waiting' },
  sending: { zh: '发送中', en: 'Sending' },
  sent: { zh: '已送达', en: 'Delivered' },
  failed: { zh: '没有送达', en: 'Failed' },
  stopped: { zh: '已停发', en: 'Stopped' },
}

export const NOTICE_FAULT_LABELS: Readonly<Record<NoticeFault, Label>> = {
  'no-address': { zh: '没有登记联系方式', en: 'No address' },
  'not-set-up': { zh: '本系统没有开通这种方式', en: 'Not set up' },
  refused: { zh: '对方拒收，请核对号码或邮箱', en: 'Refused' },
  unreachable: { zh: '暂时发不出去', en: 'Unreachable' },
  unclear: { zh: '不确定是否送达，重发前请先问一问', en: 'Unclear' },
  'no-answer': { zh: '无人接听', en: 'No answer' },
  dead: { zh: '本人已去世', en: 'Has died' },
  moved: { zh: '已经搬走', en: 'Moved away' },
  'opted-out': { zh: '本人不愿接收', en: 'Opted out' },
}

export const INCIDENT_KIND_LABELS: Readonly<Record<IncidentKind, Label>> = {
  injury: { zh: '有人受伤或突发疾病', en: 'Injury or sudden illness' },
  threat: { zh: '骚扰、威胁或冲突', en: 'Harassment or threat' },
  money: { zh: '涉及钱物', en: 'Money or belongings' },
  privacy: { zh: '个人信息泄露', en: 'Privacy' },
  missing: { zh: '联系不上人', en: 'Somebody cannot be reached' },
  'near-miss': { zh: '险些出事', en: 'Near miss' },
  other: { zh: '其他', en: 'Other' },
}
