import type { RulesContent } from '@yimi/contract/work-rules.ts'

/** The work rules that an installation begins with. An institute changes them on the page; this text is only the first version. */
export const DEFAULT_WORK_RULES: RulesContent = {
  fields: {
    title: { required: true, gates: ['topic', 'content'] },
    purposes: { required: true, gates: ['topic'] },
    summary: { required: true, gates: ['topic', 'content'] },
    occasion: { required: false, gates: ['topic'] },
    series: { required: false, gates: ['topic'] },
    episode: { required: false, gates: ['topic'] },
    forms: { required: true, gates: ['rundown'] },
    startsAt: { required: true, gates: ['rundown', 'floor'] },
    endsAt: { required: true, gates: ['rundown', 'floor'] },
    venueId: { required: true, gates: ['floor'] },
    seats: { required: false, gates: ['floor'] },
    hostId: { required: true, gates: ['guest'] },
    guests: { required: false, gates: ['guest'] },
    partners: { required: false, gates: ['content'] },
    rundown: { required: true, gates: ['rundown'] },
    riskPlan: { required: true, gates: ['floor'] },
    channelIds: { required: false, gates: ['floor'] },
  },
  gates: {
    topic: {
      standard: '选题贴近居民需要，符合至少一项直播目的，与年度计划不重复。',
      checklist: [
        { id: 'need', label: '居民确有需要' },
        { id: 'purpose', label: '符合直播目的' },
        { id: 'plan', label: '与年度计划、近期场次不冲突' },
      ],
      evidence: 'none',
    },
    content: {
      standard: '内容真实准确，有出处；不涉及他人隐私；不含商业推广。',
      checklist: [
        { id: 'facts', label: '事实与数据有出处' },
        { id: 'privacy', label: '不泄露个人信息' },
        { id: 'rights', label: '图片、音乐、视频有使用权' },
        { id: 'adverts', label: '没有商业广告' },
      ],
      evidence: 'none',
    },
    rundown: {
      standard: '环节完整，时间合理，有人负责；互动与突发情况有安排。',
      checklist: [
        { id: 'time', label: '各环节时长合理，总时长不超' },
        { id: 'people', label: '每个环节有人负责' },
        { id: 'interaction', label: '互动环节有安排' },
      ],
      evidence: 'none',
    },
    guest: {
      standard: '主持人和嘉宾身份清楚，适合讲这个主题，本人同意参加。',
      checklist: [
        { id: 'identity', label: '身份已核实' },
        { id: 'fit', label: '经历与主题相符' },
        { id: 'briefed', label: '已说明直播内容与要求' },
      ],
      evidence: 'none',
    },
    floor: {
      standard: '场地安全，设备正常，走场试推合格，应急预案可行。',
      checklist: [
        { id: 'safety', label: '场地用电、消防、疏散安全' },
        { id: 'kit', label: '画面、声音、网络正常' },
        { id: 'rehearsal', label: '已走场并上传试推文件' },
        { id: 'risk', label: '应急预案已交底' },
      ],
      evidence: 'file',
    },
  },
  gatesPerJudge: 2,
  steps: [
    { id: 'topic', label: '报选题', leadDays: 14 },
    { id: 'script', label: '定内容与流程', leadDays: 7 },
    { id: 'guests', label: '确认嘉宾', leadDays: 5 },
    { id: 'rehearsal', label: '走场试推', leadDays: 1 },
  ],
}
