import { z } from 'zod'
import { Day, Id, IdParams, Instant, line, PageQuery, pageOf } from './ids.ts'
import { defineRoute } from './route.ts'

/** What free words may be sorted into. A frame is never changed: a new version is made, and rounds keep theirs. */
export const FrameCode = z.object({ code: z.string().regex(/^[A-Z0-9]{1,4}$/), words: line(60) })
export type FrameCode = z.output<typeof FrameCode>
const Codes = z
  .array(FrameCode)
  .min(2)
  .max(40)
  .refine((codes) => new Set(codes.map((one) => one.code)).size === codes.length, '编码不能重复')
export const CodeFrame = z.object({
  id: Id,
  /** The same in every version. */
  frameId: Id,
  orgId: Id,
  orgName: z.string(),
  name: z.string(),
  version: z.int(),
  codes: z.array(FrameCode),
  madeAt: Instant,
  madeBy: z.string(),
})
export type CodeFrame = z.output<typeof CodeFrame>

/** Two who code alike by chance alone have 0; `null`: both used one code for everything, and chance explains it all. */
export const Agreement = z.object({ both: z.int(), agreed: z.int(), percent: z.number(), kappa: z.number().nullable() })
export type Agreement = z.output<typeof Agreement>

export const CodingRound = z.object({
  id: Id,
  orgId: Id,
  orgName: z.string(),
  frame: CodeFrame,
  source: z.string(),
  sourceLabel: z.string(),
  from: Day,
  until: Day,
  share: z.int(),
  total: z.int(),
  firstDone: z.int(),
  secondTotal: z.int(),
  secondDone: z.int(),
  differing: z.int(),
  settled: z.int(),
  firstCoder: z.string(),
  /** Empty: nobody has begun. */
  secondCoder: z.string(),
  /** What the caller may do: a first coder never codes as second of his own round. */
  parts: z.array(z.enum(['first', 'second', 'differing'])),
  agreement: Agreement.nullable(),
  /** How often each code stands in the end, settled words counted as settled. */
  counts: z.array(z.object({ code: z.string(), words: z.string(), count: z.int() })),
  madeAt: Instant,
})
export type CodingRound = z.output<typeof CodingRound>

export const CODING_PARTS = ['first', 'second', 'differing'] as const
export const CodingPart = z.enum(CODING_PARTS)
export type CodingPart = z.output<typeof CodingPart>
export const CodingItem = z.object({
  id: Id,
  position: z.int(),
  /** Empty: the words were taken back since. */
  words: z.string(),
  /** The caller's own code in this part. */
  code: z.string().nullable(),
  /** Both, where they differ; otherwise nothing is told of the other. */
  differing: z.object({ first: z.string(), second: z.string() }).nullable(),
})
export type CodingItem = z.output<typeof CodingItem>

export const listCodeFrames = defineRoute({
  method: 'GET',
  path: '/organisations/:id/code-frames',
  summary: 'Code frames in force for a unit, its own and those from above, and what can be coded',
  capability: 'text.code',
  owner: 'record',
  params: IdParams,
  answer: z.object({
    items: z.array(CodeFrame),
    sources: z.array(z.object({ name: z.string(), label: z.string() })),
  }),
})

export const makeCodeFrame = defineRoute({
  method: 'POST',
  path: '/organisations/:id/code-frames',
  summary: 'A code frame, or a new version of one',
  capability: 'code-frame.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ frameId: Id.nullable().default(null), name: line(40), codes: Codes }),
  answer: CodeFrame,
})

export const startCodingRound = defineRoute({
  method: 'POST',
  path: '/coding-rounds',
  summary: 'Take the words of a period for coding; a share of them is drawn for a second, blind coder',
  capability: 'text.code',
  owner: 'record',
  idempotent: true,
  body: z
    .object({
      orgId: Id,
      /** The version of a frame. */
      frameVersionId: Id,
      source: z.string().max(120),
      from: Day,
      until: Day,
      /** Per cent for the second coder; the seed makes the draw repeatable. */
      share: z.int().min(1).max(100).default(100),
      seed: z.int().min(0).max(1_000_000_000).default(1),
    })
    .refine((body) => body.until >= body.from, { path: ['until'], message: '结束日期不能早于开始日期' }),
  answer: CodingRound,
})

export const listCodingRounds = defineRoute({
  method: 'GET',
  path: '/coding-rounds',
  summary: 'Coding rounds of my area, the newest first',
  capability: 'text.code',
  owner: 'none',
  query: PageQuery,
  answer: pageOf(CodingRound),
})

export const getCodingRound = defineRoute({
  method: 'GET',
  path: '/coding-rounds/:id',
  summary: 'One coding round with its agreement',
  capability: 'text.code',
  owner: 'record',
  params: IdParams,
  answer: CodingRound,
})

export const listCodingItems = defineRoute({
  method: 'GET',
  path: '/coding-rounds/:id/items',
  summary: 'Words to code; a second coder sees no code of the first',
  capability: 'text.code',
  owner: 'record',
  params: IdParams,
  query: PageQuery.extend({ part: CodingPart }),
  answer: pageOf(CodingItem),
})

export const codeItem = defineRoute({
  method: 'PUT',
  path: '/coding-rounds/:id/items/:itemId/code',
  summary: 'Give words a code, as first or second coder, or settle what two coders saw differently',
  capability: 'text.code',
  owner: 'record',
  params: IdParams.extend({ itemId: Id }),
  body: z.object({ part: CodingPart, code: z.string().max(4) }),
  answer: CodingRound,
})
