import type { Tx } from '#platform/database/database.ts'

export type FileRow = {
  id: string
  org_id: string
  name: string
  media_type: string
  bytes: number
  sha256: Buffer
  uploaded_by: string
  uploaded_at: Date
}

export async function insertFile(tx: Tx, file: FileRow): Promise<void> {
  await tx.insertInto('files').values(file).execute()
}

export function findFiles(tx: Tx, ids: readonly string[]): Promise<FileRow[]> {
  return tx
    .selectFrom('files')
    .select(['id', 'org_id', 'name', 'media_type', 'bytes', 'sha256', 'uploaded_by', 'uploaded_at'])
    .where('id', 'in', [...ids])
    .execute()
}
