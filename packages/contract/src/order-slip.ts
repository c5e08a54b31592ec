import { IdParams } from './ids.ts'
import { PrintedFile } from './printed-file.ts'
import { defineRoute } from './route.ts'

export const printOrderSlip = defineRoute({
  method: 'POST',
  path: '/orders/:id/slip',
  summary: 'A slip in large type for whoever asked: number, what, when, whom to call; not for what is handled quietly',
  capability: 'order.read',
  owner: 'record',
  params: IdParams,
  answer: PrintedFile,
})
