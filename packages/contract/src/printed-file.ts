import { z } from 'zod'

/** Something set for paper, as a file. Made anew each time it is asked for; nowhere kept. */
export const PrintedFile = z.object({
  fileName: z.string(),
  mediaType: z.literal('application/pdf'),
  /** The file's bytes in base64. */
  content: z.string(),
})
export type PrintedFile = z.output<typeof PrintedFile>
