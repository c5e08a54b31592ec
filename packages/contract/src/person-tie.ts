import { z } from 'zod'
import { Day, Id, IdParams, line, words } from './ids.ts'
import { defineRoute } from './route.ts'

export const TIE_KINDS = { guardian: '监护人', emergency: '紧急联系人', proxy: '代办家人' } as const
export type TieKind = keyof typeof TIE_KINDS
export const TieKind = z.enum(Object.keys(TIE_KINDS) as [TieKind, ...TieKind[]])

export const RELATIONS = {
  parent: '父母',
  child: '子女',
  spouse: '配偶',
  sibling: '兄弟姐妹',
  grandparent: '祖辈',
  grandchild: '孙辈',
  relative: '其他亲属',
  neighbour: '邻居',
  friend: '朋友',
  carer: '照料人',
  unit: '单位或村居',
} as const
export type Relation = keyof typeof RELATIONS
export const Relation = z.enum(Object.keys(RELATIONS) as [Relation, ...Relation[]])

/** Another person for this one: guardian, emergency contact, family proxy. */
export const PersonTie = z.object({
  id: Id,
  kind: TieKind,
  relation: Relation,
  /** The other, where registered too. */
  otherPersonId: Id.nullable(),
  name: z.string(),
  phoneMasked: z.string(),
  from: Day,
  until: Day.nullable(),
})
export type PersonTie = z.output<typeof PersonTie>

export const addTie = defineRoute({
  method: 'POST',
  path: '/people/:id/ties',
  summary: 'Add a guardian, emergency contact or family proxy',
  capability: 'person.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    kind: TieKind,
    relation: Relation,
    otherPersonId: Id.nullable().default(null),
    name: line(40),
    phone: words(40).default(''),
    from: Day,
  }),
  answer: PersonTie,
})

export const endTie = defineRoute({
  method: 'POST',
  path: '/people/:id/ties/:tieId/end',
  summary: 'A guardian, contact or proxy is so no longer, from today',
  capability: 'person.change',
  owner: 'record',
  idempotent: true,
  params: z.object({ id: Id, tieId: Id }),
  answer: PersonTie,
})
