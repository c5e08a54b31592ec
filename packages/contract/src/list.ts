import { z } from 'zod'
import { Id, line } from './ids.ts'
import { defineRoute } from './route.ts'

/** Rows that one file takes; longer lists are taken station by station. */
export const LIST_ROWS_MAX = 20_000

/** A whole list as a file: every cell is text, numbers of people stay masked, who took it stands on top. */
export const exportList = defineRoute({
  method: 'POST',
  path: '/lists/:name/export',
  summary: 'Take a list of an organisation as .xlsx or .csv; reason and extent stay in the log',
  capability: 'list.export',
  owner: 'record',
  perMinute: 10,
  params: z.object({ name: z.string().max(30) }),
  body: z.object({ orgId: Id, format: z.enum(['xlsx', 'csv']), reason: line(100) }),
  answer: z.object({
    fileName: z.string(),
    mediaType: z.string(),
    rows: z.int(),
    /** The file's bytes in base64. */
    content: z.string(),
  }),
})
