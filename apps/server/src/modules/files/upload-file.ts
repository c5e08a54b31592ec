import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { StoredFile, uploadFile } from '@yimi/contract/file.ts'
import { ProgramFault, Refusal } from '#platform/fault.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { recordAct } from '#platform/flow/record-act.ts'
import type { OperationInput, Preparing, RequestContext } from '#platform/http/operation.ts'
import { newId } from '#platform/new-id.ts'
import { aboutFile } from './about-file.ts'
import { cleanFileName } from './file-name.ts'
import { insertFile } from './files-queries.ts'
import { HEAD_BYTES, mediaTypeOf, type UploadType } from './media-type.ts'
import { withoutPrivateData } from './picture-privacy.ts'

/** Pictures are held in memory while they are cleaned; the largest phone pictures have about 25 MB. */
const PICTURE_BYTES_MAX = 40 * 1024 * 1024

export type Received = { name: string; type: UploadType; bytes: number; sha256: Buffer }

/**
 * Takes in the one file of the form, before any transaction: a rehearsal over a thin line takes half an hour. Told by its
 * first bytes, and refused before it is written where it is of no kept kind.
 */
export async function receiveUpload(
  { mayOn, actor, request }: Preparing,
  files: FileStore,
  { query }: OperationInput<typeof uploadFile>,
): Promise<Received> {
  mayOn({ orgId: query.orgId, ownerId: actor.accountId ?? null })
  const part = await request.file()
  if (!part) throw new Refusal('bad-request', { faults: [{ path: ['file'], message: '请选择一个文件' }] })
  const { head, whole } = await peek(part.file)
  const type = mediaTypeOf(head)
  if (!type) {
    whole.resume()
    throw new Refusal('file-refused', { detail: '只能上传 JPG、PNG、WebP 图片,PDF 文件,MP4、FLV、MKV 视频。' })
  }
  const bytes =
    type === 'image/jpeg' || type === 'image/png' || type === 'image/webp'
      ? Readable.from([withoutPrivateData(await pictureOf(whole), type)])
      : whole
  const stored = await files.put(bytes)
  if (part.file.truncated) throw new Refusal('file-too-large')
  return { name: cleanFileName(part.filename, type), type, bytes: stored.bytes, sha256: stored.sha256 }
}

/** The row and the act. Without them the bytes in the store belong to nothing and are shown to nobody. */
export async function keepUpload(
  context: RequestContext,
  { query }: OperationInput<typeof uploadFile>,
  received: Received,
): Promise<StoredFile> {
  context.mayOn({ orgId: query.orgId, ownerId: context.actor.accountId ?? null })
  const row = {
    id: newId(),
    org_id: query.orgId,
    name: received.name,
    media_type: received.type,
    bytes: received.bytes,
    sha256: received.sha256,
    uploaded_by: accountOf(context),
    uploaded_at: context.now,
  }
  await insertFile(context.tx, row)
  await recordAct(context, {
    kind: 'file',
    recordId: row.id,
    orgId: row.org_id,
    act: 'upload',
    refs: { mediaType: row.media_type, bytes: row.bytes, sha256: row.sha256.toString('hex') },
  })
  return aboutFile(row)
}

/** The first bytes of a stream, and a stream of all of it. */
async function peek(stream: Readable): Promise<{ head: Buffer; whole: Readable }> {
  const chunks = stream[Symbol.asyncIterator]()
  const seen: Buffer[] = []
  let length = 0
  while (length < HEAD_BYTES) {
    const next = await chunks.next()
    if (next.done) break
    seen.push(next.value)
    length += next.value.length
  }
  const head = Buffer.concat(seen)
  async function* all() {
    if (head.length > 0) yield head
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  return { head, whole: Readable.from(all(), { objectMode: false }) }
}

async function pictureOf(whole: Readable): Promise<Buffer> {
  let length = 0
  return buffer(
    whole.map((chunk: Buffer) => {
      length += chunk.length
      if (length > PICTURE_BYTES_MAX)
        throw new Refusal('file-too-large', { detail: '图片不能超过 40 MB,请压缩后再传。' })
      return chunk
    }),
  )
}

function accountOf(context: RequestContext): string {
  if (!context.actor.accountId) throw new ProgramFault('an upload without an account')
  return context.actor.accountId
}
