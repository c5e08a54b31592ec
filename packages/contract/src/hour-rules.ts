import { z } from 'zod'
import { Day, Id, IdParams } from './ids.ts'
import { defineRoute } from './route.ts'

/** How hours are counted; a version counts from its day on. */
export const HourRules = z.object({
  /** What is left of the last, broken hour: up to so many minutes count as so many. None: by the minute. */
  rounding: z
    .array(z.object({ upTo: z.int().min(1).max(60), counted: z.int().min(0).max(60) }))
    .max(6)
    .refine((steps) => steps.every((step, place) => place === 0 || step.upTo > (steps[place - 1]?.upTo ?? 0)), {
      message: '各档要从小到大填写',
    })
    .refine((steps) => steps.length === 0 || steps.at(-1)?.upTo === 60, { message: '最后一档要到 60 分钟' }),
  /** More than so many minutes a day wait for the head of the unit. */
  dayMinutes: z.int().min(60).max(1440),
  /** More than so many wait for the officer of the institute. */
  longDayMinutes: z.int().min(60).max(1440),
  /** Hours from which each star counts. */
  stars: z
    .array(z.int().min(1).max(100_000))
    .min(1)
    .max(10)
    .refine((hours) => hours.every((one, place) => place === 0 || one > (hours[place - 1] ?? 0)), {
      message: '各星级要从小到大填写',
    }),
  noticeDays: z.int().min(7).max(60),
  /** Hours from more than so many occasions, recorded by one person within so many minutes, are marked. */
  burstOccasions: z.int().min(1).max(1000),
  burstMinutes: z.int().min(1).max(1440),
})
export type HourRules = z.output<typeof HourRules>

/** What counts where no unit has laid down anything else: the star table of Beijing, by the minute. */
export const DEFAULT_HOUR_RULES: HourRules = {
  rounding: [],
  dayMinutes: 480,
  longDayMinutes: 720,
  stars: [100, 300, 600, 1000, 1500],
  noticeDays: 7,
  burstOccasions: 10,
  burstMinutes: 10,
}
/** Steps as the practice of Chongqing has them: a quarter of an hour or less does not count, more is half an hour or one. */
export const STEPPED_ROUNDING: HourRules['rounding'] = [
  { upTo: 15, counted: 0 },
  { upTo: 45, counted: 30 },
  { upTo: 60, counted: 60 },
]

const RulesVersion = z.object({
  id: Id.nullable(),
  orgName: z.string(),
  from: Day.nullable(),
  madeBy: z.string(),
  content: HourRules,
})

export const getHourRules = defineRoute({
  method: 'GET',
  path: '/organisations/:id/hour-rules',
  summary: 'How hours are counted at a unit today, and the versions it laid down itself',
  capability: 'hour-rules.read',
  owner: 'record',
  params: IdParams,
  answer: z.object({ current: RulesVersion, versions: z.array(RulesVersion) }),
})

export const setHourRules = defineRoute({
  method: 'POST',
  path: '/organisations/:id/hour-rules',
  summary: 'Lay down how hours are counted from a day on; not from a day that is over',
  capability: 'hour-rules.change',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({ from: Day, content: HourRules }),
  answer: z.object({ current: RulesVersion, versions: z.array(RulesVersion) }),
})
