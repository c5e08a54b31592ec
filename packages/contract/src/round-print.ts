import { z } from 'zod'
import { Id, IdParams, line } from './ids.ts'
import { PrintedFile } from './printed-file.ts'
import { Sheet } from './round-sheet.ts'
import { defineRoute } from './route.ts'

export const printSheets = defineRoute({
  method: 'POST',
  path: '/rounds/:id/prints',
  summary:
    'Paper for sheets as they are now, to be ticked at the door or signed by the resident; they count as printed',
  capability: 'round.change',
  owner: 'record',
  params: IdParams,
  body: z.object({ sheetIds: z.array(Id).min(1).max(100), form: z.enum(['ticked', 'signed']).default('ticked') }),
  answer: z.object({ items: z.array(Sheet), file: PrintedFile }),
})

export const printBirthdayCards = defineRoute({
  method: 'POST',
  path: '/rounds/:id/birthday-cards',
  summary: 'Birthday cards for the doors of a round, four on a sheet; no card says a date or an age',
  capability: 'round.change',
  owner: 'record',
  params: IdParams,
  body: z.object({
    /** On every card, one sentence each. */
    wishes: z.array(line(60)).min(1).max(4),
  }),
  answer: z.object({ cards: z.int(), file: PrintedFile }),
})
