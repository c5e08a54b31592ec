import { z } from 'zod'
import { IdParams } from './ids.ts'
import { PrintedFile } from './printed-file.ts'
import { defineRoute } from './route.ts'

/** Pages of the portal that anybody may open, each with a poster that leads there. */
export const POSTER_SUBJECTS = ['ask', 'volunteer', 'who', 'live'] as const
export const PosterSubject = z.enum(POSTER_SUBJECTS)
export type PosterSubject = z.output<typeof PosterSubject>

export const printPoster = defineRoute({
  method: 'POST',
  path: '/organisations/:id/posters',
  summary: 'A poster with a code that leads to a page of the portal, in the name of a unit',
  capability: 'poster.print',
  owner: 'record',
  params: IdParams,
  body: z.object({ subject: PosterSubject }),
  answer: PrintedFile,
})
