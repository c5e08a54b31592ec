import { z } from 'zod'
import type { ConsentPurpose } from './consent.ts'
import { Day, Id, IdParams, words } from './ids.ts'
import { defineRoute } from './route.ts'

type TagEntry = { readonly label: string; readonly purpose: ConsentPurpose | null; readonly note: string }

/**
 * What a resident may be marked with. Sensitive kinds name the purpose whose consent they need and end with it. `note` says
 * what may stand in the value.
 */
export const TAG_KINDS = {
  'living-alone': { label: '独居', purpose: null, note: '' },
  'elder-couple': { label: '空巢', purpose: null, note: '' },
  'child-left-behind': { label: '留守儿童', purpose: 'child-service', note: '' },
  veteran: { label: '退役军人', purpose: null, note: '' },
  'martyr-family': { label: '烈军属', purpose: null, note: '' },
  hardship: { label: '困难家庭', purpose: 'hardship-help', note: '例如：低保、临时困难' },
  'bereaved-parent': { label: '失独', purpose: 'hardship-help', note: '' },
  disability: { label: '残疾', purpose: 'disability-help', note: '例如：肢体，出行需轮椅' },
  health: { label: '健康照顾', purpose: 'health-care', note: '只写上门服务要注意的事，不写检查结果' },
  'mobility-limited': { label: '行动不便', purpose: 'health-care', note: '' },
  belief: { label: '信仰和习俗', purpose: 'belief-respect', note: '例如：清真饮食' },
  'party-member': { label: '党员', purpose: 'party-life', note: '例如：组织关系所在支部' },
  newborn: { label: '新生儿', purpose: 'newborn-care', note: '' },
  skill: { label: '特长', purpose: null, note: '例如：会修家电' },
} as const satisfies Record<string, TagEntry>

export type TagKind = keyof typeof TAG_KINDS
export const TagKind = z.enum(Object.keys(TAG_KINDS) as [TagKind, ...TagKind[]])

/** Where a fact came from. */
export const FACT_SOURCES = {
  desk: '窗口登记',
  visit: '入户走访',
  phone: '电话核实',
  import: '表格导入',
  self: '本人填写',
  'check-in': '双报到',
  office: '有关部门名单',
} as const
export type FactSource = keyof typeof FACT_SOURCES
export const FactSource = z.enum(Object.keys(FACT_SOURCES) as [FactSource, ...FactSource[]])

export const PersonTag = z.object({
  id: Id,
  kind: TagKind,
  value: z.string(),
  source: FactSource,
  givenOn: Day,
  expiresOn: Day.nullable(),
  expired: z.boolean(),
})
export type PersonTag = z.output<typeof PersonTag>

export const addTag = defineRoute({
  method: 'POST',
  path: '/people/:id/tags',
  summary: 'Mark a resident; a sensitive mark needs the consent of its purpose',
  capability: 'tag.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    kind: TagKind,
    value: words(80).default(''),
    source: FactSource,
    givenOn: Day,
    expiresOn: Day.nullable().default(null),
  }),
  answer: PersonTag,
})

export const removeTag = defineRoute({
  method: 'DELETE',
  path: '/people/:id/tags/:tagId',
  summary: 'Take a mark away; that it was there stays in the history',
  capability: 'tag.change',
  owner: 'record',
  params: z.object({ id: Id, tagId: Id }),
  answer: z.object({ removed: z.int() }),
})
