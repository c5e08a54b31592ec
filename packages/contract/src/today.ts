import { z } from 'zod'
import { FigureValue } from './figure.ts'
import { Id, Instant } from './ids.ts'
import { defineRoute } from './route.ts'

/** Something that waits for the caller, by clock. `link` is a page of the console. */
export const TodayRow = z.object({
  id: z.string(),
  kind: z.enum([
    'gate',
    'returned',
    'draft',
    'broadcast',
    'complaint',
    'invitation',
    'channel',
    'certificate',
    'membership',
    'check-in',
    'hours',
    'round',
    'visit',
    'order',
    'activity',
    'life-event',
    'sign-up',
    'privacy-request',
    'call',
    'incident',
  ]),
  recordId: Id,
  title: z.string(),
  detail: z.string(),
  dueAt: Instant.nullable(),
  link: z.string(),
  /** Stands before everything else. */
  urgent: z.boolean().optional(),
})

export type TodayRow = z.output<typeof TodayRow>

/** What `npm start` still installs or misses on this machine. */
export const SetupState = z.object({
  state: z.enum(['installing', 'done', 'failed', 'skipped']),
  packages: z.array(z.string()),
  message: z.string(),
})

export const getToday = defineRoute({
  method: 'GET',
  path: '/today',
  summary: 'What waits for me, and the figures of my area',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({
    rows: z.array(TodayRow),
    figures: z.array(FigureValue),
    setup: SetupState.nullable(),
    now: Instant,
  }),
})
