import { getFile, type StoredFile, uploadFile } from '@yimi/contract/file.ts'
import type { Tx } from '#platform/database/database.ts'
import { Refusal } from '#platform/fault.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { implement, implementPrepared, type Operation } from '#platform/http/operation.ts'
import type { Services } from '#platform/services.ts'
import { aboutFile } from './about-file.ts'
import { findFiles } from './files-queries.ts'
import { keepUpload, receiveUpload } from './upload-file.ts'

export { registerFileContent } from './send-file-content.ts'

/** Uploaded files: one row each, the bytes in the store under their hash. A row is never changed. */
export function fileOperations(services: Services): Operation[] {
  return [
    implementPrepared(uploadFile, (preparing, input) => receiveUpload(preparing, services.files, input), keepUpload),
    implement(getFile, async (context, { params }) => {
      const [row] = await findFiles(context.tx, [params.id])
      if (!row) throw new Refusal('not-found')
      context.mayOn({ orgId: row.org_id, ownerId: row.uploaded_by })
      return aboutFile(row)
    }),
  ]
}

/** The files that the transaction may see, by id. */
export async function readFiles(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredFile>> {
  if (ids.length === 0) return new Map()
  return new Map((await findFiles(tx, ids)).map((row) => [row.id, aboutFile(row)]))
}

/**
 * A picture that the transaction may see as a `data:` address, for a page without a session; `null` for what is no picture,
 * or larger than that.
 */
export async function readPictureFile(tx: Tx, store: FileStore, id: string, bytesMax: number): Promise<string | null> {
  const [row] = await findFiles(tx, [id])
  if (!row || row.bytes > bytesMax || !/^image\/(?:jpeg|png|webp)$/.test(row.media_type)) return null
  const parts: Buffer[] = []
  for await (const part of store.read(row.sha256)) parts.push(part as Buffer)
  return `data:${row.media_type};base64,${Buffer.concat(parts).toString('base64')}`
}
