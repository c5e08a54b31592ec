import { z } from 'zod'
import { Id, IdParams, Instant } from './ids.ts'
import { defineRoute } from './route.ts'

export const StoredFile = z.object({
  id: Id,
  orgId: Id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  uploadedAt: Instant,
})
export type StoredFile = z.output<typeof StoredFile>

/** Kinds of content that are kept, told by their first bytes and never by name. */
export const UPLOAD_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'application/pdf',
  'video/mp4',
  'video/x-flv',
  'video/x-matroska',
] as const
/** 2 GiB: a rehearsal of an hour at 4 Mbit/s is 1.8 GB. */
export const UPLOAD_BYTES_MAX = 2 * 1024 ** 3

export const uploadFile = defineRoute({
  method: 'POST',
  path: '/files',
  summary: 'Upload one file (form field `file`) for an organisation (query `orgId`)',
  capability: 'file.upload',
  owner: 'record',
  upload: true,
  query: z.object({ orgId: Id }),
  answer: StoredFile,
})

/** Answers the bytes as an attachment; the schema stands for the record when asked with `?about=1`. */
export const getFile = defineRoute({
  method: 'GET',
  path: '/files/:id',
  summary: 'About one stored file; its bytes are at /api/files/:id/content',
  capability: 'file.read',
  owner: 'record',
  params: IdParams,
  answer: StoredFile,
})
