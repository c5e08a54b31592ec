import type { StoredFile } from '@yimi/contract/file.ts'
import type { FileRow } from './files-queries.ts'

export function aboutFile(row: FileRow): StoredFile {
  return {
    id: row.id,
    orgId: row.org_id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256.toString('hex'),
    uploadedAt: row.uploaded_at.toISOString(),
  }
}
