import { z } from 'zod'
import { Id, IdParams, Instant, words } from './ids.ts'
import { defineRoute } from './route.ts'

/** The page speaks this often while a picture is open; besides at its start, at each pause and at its end. */
export const BEACON_EVERY_SECONDS = 30
/** Who was heard within this time is connected: two beacons may be lost on a thin line. */
export const CONNECTED_SECONDS = 75
/** Watched time, in seconds: under 1 minute, to 5, 15, 30, 60, and more. */
export const WATCH_BUCKET_SECONDS = [60, 300, 900, 1800, 3600] as const

/**
 * A word of an open live page. The rule of counting:
 * - `viewer` is a random number that the browser keeps, hashed with the broadcast's id: two tabs are one viewer, one who
 *   dropped out and came back is one, and the same person in two broadcasts cannot be recognised;
 * - a viewer is counted from the first picture on, and is connected until 75 s after the last beacon, whether the tab is in
 *   front or in the background;
 * - time counts only while the player runs: paused and waiting do not count, a tab in the background whose sound goes on does;
 * - two tabs that play at once are watched once: a viewer is never given more seconds than passed.
 */
export const Beacon = z.object({
  /** 128 bit or more, as hexadecimal digits. */
  viewer: z.string().regex(/^[0-9a-f]{32,64}$/),
  /** The player runs now. */
  playing: z.boolean(),
  /** The page is in front. */
  visible: z.boolean(),
  /** Whole seconds that the player ran since the beacon before. */
  seconds: z.int().min(0).max(CONNECTED_SECONDS),
})
export type Beacon = z.output<typeof Beacon>

export const sendBeacon = defineRoute({
  method: 'POST',
  path: '/public/broadcasts/:id/beacon',
  summary: 'A viewer is there, without a name; what is not on air is quietly not counted',
  capability: 'public',
  owner: 'none',
  namesNobody: true,
  // A community behind one address: five thousand viewers, each twice a minute.
  perMinute: 12_000,
  params: IdParams,
  body: Beacon,
  /** Nothing, counted or not. */
  answer: z.object({}),
})

const Count = z.int().nonnegative()

const Evidence = z.object({ fileId: Id, name: z.string() })

/** One entry of a platform's own figures. `null`: the platform does not say it. */
export const PlatformReport = z.object({
  id: Id,
  /** Person-times. */
  views: Count.nullable(),
  /** Distinct people, as that platform tells them apart. */
  viewers: Count.nullable(),
  /** The most at once. */
  peak: Count.nullable(),
  source: z.enum(['hand', 'file']),
  evidence: Evidence,
  note: z.string(),
  enteredBy: z.string(),
  enteredAt: Instant,
})
export type PlatformReport = z.output<typeof PlatformReport>

export const OnSiteCount = z.object({
  id: Id,
  people: Count,
  evidence: Evidence.nullable(),
  note: z.string(),
  enteredBy: z.string(),
  enteredAt: Instant,
})
export type OnSiteCount = z.output<typeof OnSiteCount>

/** Three counts of three kinds, side by side. They are never added together. */
export const Audience = z.object({
  broadcastId: Id,
  own: z.object({
    /** Within the last 75 s: connected; of these playing, and of these with no tab in front. 0 when nothing is on air. */
    connected: Count,
    playing: Count,
    inBackground: Count,
    peak: Count,
    peakAt: Instant.nullable(),
    /** Distinct viewers of the own page. */
    viewers: Count,
    /** Viewers by watched time. `untilSeconds` null: and more. */
    histogram: z.array(z.object({ fromSeconds: z.int(), untilSeconds: z.int().nullable(), viewers: Count })),
    minutes: z.array(z.object({ at: Instant, connected: Count })),
    /** Only counts are left; they do not change any more. */
    final: z.boolean(),
  }),
  platforms: z.object({
    /** `reported` of `expected` platforms have reported. */
    reported: Count,
    expected: Count,
    /** Sum of the views that were reported; null while none was. Viewers of platforms overlap and have no sum. */
    views: Count.nullable(),
    items: z.array(
      z.object({
        channelId: Id,
        name: z.string(),
        latest: PlatformReport.nullable(),
        /** What was entered before and has been corrected, newest first. */
        earlier: z.array(PlatformReport),
      }),
    ),
  }),
  onSite: z.object({ latest: OnSiteCount.nullable(), earlier: z.array(OnSiteCount) }),
  asOf: Instant,
})
export type Audience = z.output<typeof Audience>

export const getAudience = defineRoute({
  method: 'GET',
  path: '/broadcasts/:id/audience',
  summary: 'Who watched a broadcast: own page, platforms as reported, in the room',
  capability: 'audience.read',
  owner: 'record',
  params: IdParams,
  answer: Audience,
})

/** Views beyond this are a slip of the keyboard: ten thousand million. */
const FIGURE_MAX = 10_000_000_000

const ReportedCount = z.int().min(0).max(FIGURE_MAX).nullable()

const PlatformEntry = z
  .object({ channelId: Id, views: ReportedCount, viewers: ReportedCount, peak: ReportedCount })
  .refine((entry) => entry.views !== null || entry.viewers !== null || entry.peak !== null, {
    path: ['views'],
    message: '至少填写一项数字',
  })

export const enterPlatformFigures = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/platform-figures',
  summary: 'Enter what platforms report, with evidence; a platform named again is corrected, the older entry stays',
  capability: 'audience.enter',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    items: z.array(PlatformEntry).min(1).max(64),
    source: z.enum(['hand', 'file']).default('hand'),
    evidenceId: Id,
    note: words(200).default(''),
  }),
  answer: Audience,
})

/** A table of figures as platforms and the people who look after them have it; the file itself is not kept. */
export const readPlatformFile = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/platform-figures/read',
  summary: 'Read platforms’ figures out of a spreadsheet, to be looked through before they are entered',
  capability: 'audience.enter',
  owner: 'record',
  perMinute: 30,
  params: IdParams,
  /** An .xlsx or .csv in base64. */
  body: z.object({ content: z.string().min(1).max(700_000) }),
  answer: z.object({
    items: z.array(
      z.object({ channelId: Id, name: z.string(), views: ReportedCount, viewers: ReportedCount, peak: ReportedCount }),
    ),
    /** Rows of which no figure was taken, in words. */
    left: z.array(z.string()),
  }),
})

export const enterOnSiteAudience = defineRoute({
  method: 'POST',
  path: '/broadcasts/:id/on-site-audience',
  summary: 'Enter how many people were in the room; entered again it is corrected, the older entry stays',
  capability: 'audience.enter',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: z.object({
    people: z.int().min(0).max(1_000_000),
    evidenceId: Id.optional(),
    note: words(200).default(''),
  }),
  answer: Audience,
})
