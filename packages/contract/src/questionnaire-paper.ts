import { z } from 'zod'
import { Id, IdParams } from './ids.ts'
import { PrintedFile } from './printed-file.ts'
import { defineRoute } from './route.ts'

export const printQuestionnaire = defineRoute({
  method: 'POST',
  path: '/questionnaires/:id/paper',
  summary: 'A version on paper in the name of a unit, to be answered with a pen and typed in by its codes',
  capability: 'questionnaire.read',
  owner: 'record',
  params: IdParams,
  body: z.object({ version: z.int().min(1), orgId: Id }),
  answer: PrintedFile,
})

export const printLinkPoster = defineRoute({
  method: 'POST',
  path: '/questionnaire-links/:id/poster',
  summary: 'A poster with the code of a link under which answers are collected',
  capability: 'answer.enter',
  owner: 'record',
  params: IdParams,
  answer: PrintedFile,
})
