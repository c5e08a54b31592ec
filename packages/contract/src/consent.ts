import { z } from 'zod'
import { Day, Id, IdParams, Instant, line, words } from './ids.ts'
import { defineRoute } from './route.ts'

type PurposeEntry = {
  readonly label: string
  /** What is shown before somebody consents: what is kept, what for, what follows from refusing (PIPL art. 17, 30). */
  readonly words: string
  /** Sensitive personal information: a consent of its own (PIPL art. 29). */
  readonly sensitive: boolean
  /** How long the consent holds unless it is given anew; what depended on it stops then. */
  readonly months: number
}

/** What residents are asked for, one consent for each. Changed words are a new version: raise `CONSENT_VERSION`. */
export const CONSENT_PURPOSES = {
  'hardship-help': {
    label: '困难帮扶',
    words: '登记家庭困难情况，用于安排帮扶和慰问。只有本站办理人员能看到，不公开姓名。不同意不影响其他服务。',
    sensitive: true,
    months: 24,
  },
  'disability-help': {
    label: '助残服务',
    words: '登记残疾情况，用于安排无障碍接送和上门服务。只有本站办理人员能看到。不同意不影响其他服务。',
    sensitive: true,
    months: 24,
  },
  'health-care': {
    label: '健康关怀',
    words: '登记与服务有关的健康情况，用于上门时注意照顾、通知体检。不登记检查结果。不同意不影响其他服务。',
    sensitive: true,
    months: 12,
  },
  'belief-respect': {
    label: '尊重习俗',
    words: '登记信仰和饮食习俗，用于送餐和活动时尊重您的习惯。不同意不影响其他服务。',
    sensitive: true,
    months: 24,
  },
  'party-life': {
    label: '党员报到',
    words: '登记党员身份和报到情况，用于联系组织生活和志愿服务。不同意不影响其他服务。',
    sensitive: true,
    months: 36,
  },
  'birthday-greeting': {
    label: '生日祝福',
    words: '按登记的生日送上祝福。随时可以取消。',
    sensitive: false,
    months: 60,
  },
  'festival-greeting': {
    label: '节日祝福',
    words: '过节时上门或来电问候。随时可以取消。',
    sensitive: false,
    months: 60,
  },
  'wedding-greeting': {
    label: '新婚祝贺',
    words: '登记婚讯，用于送上祝贺。随时可以取消。',
    sensitive: false,
    months: 6,
  },
  'newborn-care': {
    label: '新生儿关怀',
    words: '登记新生儿情况，用于送上关怀。孩子未满十四周岁，由监护人同意。随时可以取消。',
    sensitive: true,
    months: 12,
  },
  'child-service': {
    label: '未成年人服务',
    words: '登记未满十四周岁孩子的情况，用于课后托管和活动。由监护人同意，按专门规则保管。',
    sensitive: true,
    months: 12,
  },
  'home-visit': {
    label: '上门服务',
    words: '志愿者接单后能看到您的姓名、门牌和电话，服务结束三天后不再显示。',
    sensitive: false,
    months: 24,
  },
  messages: {
    label: '短信和电话通知',
    words: '用登记的电话通知服务安排。不发广告。随时可以取消。',
    sensitive: false,
    months: 60,
  },
  photo: {
    label: '拍照和公开展示',
    words: '活动照片可能用于宣传。随时可以取消，取消后不再使用。',
    sensitive: true,
    months: 12,
  },
  'family-proxy': {
    label: '家人代办',
    words: '由您指定的家人代您点单、查看进度。随时可以取消。',
    sensitive: false,
    months: 24,
  },
} as const satisfies Record<string, PurposeEntry>

export type ConsentPurpose = keyof typeof CONSENT_PURPOSES
export const ConsentPurpose = z.enum(Object.keys(CONSENT_PURPOSES) as [ConsentPurpose, ...ConsentPurpose[]])
export const CONSENT_VERSION = 1
/** Below it a guardian consents (PIPL art. 31). */
export const GUARDIAN_BELOW_YEARS = 14

export const ConsentGiver = z.enum(['self', 'proxy', 'guardian'])
export const ConsentEvidence = z.enum(['signed', 'spoken', 'online'])

export const Consent = z.object({
  id: Id,
  purpose: ConsentPurpose,
  version: z.int(),
  givenBy: ConsentGiver,
  /** Who spoke for the person and in what relation; empty when it was the person. */
  giver: z.string(),
  evidenceKind: ConsentEvidence,
  evidenceFileId: Id.nullable(),
  evidence: z.string(),
  givenAt: Instant,
  expiresOn: Day.nullable(),
  inForce: z.boolean(),
  endedAt: Instant.nullable(),
  endKind: z.enum(['withdrawn', 'replaced', 'expired', 'erased']).nullable(),
  endedBy: z.enum(['self', 'proxy', 'guardian', 'staff', 'system']).nullable(),
})
export type Consent = z.output<typeof Consent>

const Giving = z.object({
  purpose: ConsentPurpose,
  givenBy: ConsentGiver,
  /** Name and relation of whoever spoke for the person. */
  giver: words(60).default(''),
  evidenceKind: ConsentEvidence,
  evidenceFileId: Id.nullable().default(null),
  evidence: words(200).default(''),
})

export const giveConsent = defineRoute({
  method: 'POST',
  path: '/people/:id/consents',
  summary: 'Record a consent for one purpose',
  capability: 'consent.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: Giving.refine((body) => body.givenBy === 'self' || body.giver !== '', {
    path: ['giver'],
    message: '请填写代为同意的人和关系',
  }),
  answer: Consent,
})

export const withdrawConsent = defineRoute({
  method: 'POST',
  path: '/people/:id/consents/:consentId/withdraw',
  summary: 'Withdraw a consent; what stands on it stops in the same transaction',
  capability: 'consent.change',
  owner: 'record',
  idempotent: true,
  params: z.object({ id: Id, consentId: Id }),
  body: z.object({ by: z.enum(['self', 'proxy', 'guardian', 'staff']), reason: line(100).optional() }),
  answer: Consent,
})
