import { LIFE_EVENTS } from './life-event.ts'
import type {
  Conduct,
  NeedClass,
  ProofKind,
  Rhythm,
  ServiceKind,
  ServiceMeans,
  ServiceStatus,
  ServiceTrigger,
  ServiceWindow,
} from './service.ts'

type Label = { readonly zh: string; readonly en: string }

export const SERVICE_KIND_LABELS: Readonly<Record<ServiceKind, Label>> = {
  gift: { zh: '送', en: 'Gift' },
  errand: { zh: '代', en: 'Errand' },
}

export const NEED_CLASS_LABELS: Readonly<Record<NeedClass, Label>> = {
  affairs: { zh: '日常事务', en: 'Affairs' },
  hardship: { zh: '困难', en: 'Hardship' },
  grief: { zh: '白事', en: 'Grief' },
  joy: { zh: '喜事', en: 'Joy' },
}

export const SERVICE_STATUS_LABELS: Readonly<Record<ServiceStatus, Label>> = {
  active: { zh: '开展中', en: 'Active' },
  inactive: { zh: '已停办', en: 'Inactive' },
  closed: { zh: '暂停', en: 'Temporarily closed' },
}

export const PROOF_LABELS: Readonly<Record<ProofKind, Label>> = {
  tick: { zh: '办完打勾', en: 'Tick' },
  signature: { zh: '居民签收', en: 'Signature' },
  receipt: { zh: '票据', en: 'Receipt' },
  attended: { zh: '到场登记', en: 'Attendance' },
}

export const SERVICE_MEANS_LABELS: Readonly<Record<ServiceMeans, Label>> = {
  'remote-payment': { zh: '居民或家人自己远程支付', en: 'Paid remotely by resident or family' },
  'pay-on-return': { zh: '办完凭票当面结清', en: 'Paid on return against the receipt' },
  accompany: { zh: '陪同本人办理', en: 'Accompanying the resident' },
  'sealed-cash': { zh: '封签现金', en: 'Cash in a sealed envelope' },
  collect: { zh: '代为领取', en: 'Collecting' },
}

export const CONDUCT_LABELS: Readonly<Record<keyof Conduct, Label>> = {
  code: { zh: '上门扫码签到', en: 'Code' },
  rating: { zh: '请居民评价', en: 'Rating' },
  survey: { zh: '问卷回访', en: 'Survey' },
  autoConfirm: { zh: '七天后自动确认', en: 'Confirmed by itself' },
  messages: { zh: '给居民发消息', en: 'Messages' },
  pictures: { zh: '可以拍照', en: 'Pictures' },
  hours: { zh: '给上门的志愿者记时长', en: 'Service hours' },
}

const RHYTHM_LABELS: Readonly<Record<Rhythm, string>> = { week: '每周', month: '每月', quarter: '每季度', year: '每年' }

/** What brings an order about, as a list shows it. */
export function triggerWords(trigger: ServiceTrigger): string {
  switch (trigger.on) {
    case 'order':
      return '居民点单'
    case 'campaign':
      return trigger.oncePer === 'household' ? '集中行动，每户一次' : '集中行动，每人一次'
    case 'birthday-month':
      return '生日当月'
    case 'life-event':
      return `${LIFE_EVENTS[trigger.what]}报告后`
    case 'activity':
      return '活动日'
    case 'recurring':
      return `长期约定，${RHYTHM_LABELS[trigger.every]}一次`
  }
}

export function windowWords(window: ServiceWindow): string {
  return window.kind === 'month' ? '当月内' : `${window.days}天内`
}
