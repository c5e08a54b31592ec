import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Stored bytes, named by their SHA-256: the same content is kept once. A folder here; S3 later, behind the same interface. */
export type FileStore = {
  /** Writes the stream whole or not at all; `head` is its first bytes, to tell what it is. */
  put(bytes: Readable): Promise<{ sha256: Buffer; bytes: number; head: Buffer }>
  /** All of it, or the bytes from `start` to `end`, both included. */
  read(sha256: Buffer, range?: { start: number; end: number }): Readable
  size(sha256: Buffer): Promise<number | undefined>
}

const HEAD_BYTES = 4_100

export function folderStore(folder: string): FileStore {
  // What a killed process had not finished: nobody has its name, and it may be 2 GiB.
  rmSync(join(folder, 'incoming'), { recursive: true, force: true })
  mkdirSync(join(folder, 'incoming'), { recursive: true })
  const placeOf = (sha256: Buffer) => join(folder, sha256.toString('hex').slice(0, 2), sha256.toString('hex'))
  return {
    async put(bytes) {
      const incoming = join(folder, 'incoming', randomBytes(12).toString('hex'))
      const seen = watcher()
      try {
        await pipeline(bytes, seen.through, createWriteStream(incoming, { flags: 'wx', mode: 0o600 }))
        const sha256 = seen.sha256()
        const handle = await open(incoming, 'r+')
        await handle.sync().finally(() => handle.close())
        mkdirSync(join(placeOf(sha256), '..'), { recursive: true })
        await rename(incoming, placeOf(sha256))
        return { sha256, bytes: seen.count(), head: seen.head() }
      } catch (error) {
        await rm(incoming, { force: true })
        throw error
      }
    },
    read: (sha256, range) => createReadStream(placeOf(sha256), range ?? {}),
    size: (sha256) =>
      stat(placeOf(sha256)).then(
        (found) => found.size,
        () => undefined,
      ),
  }
}

function watcher() {
  const hash = createHash('sha256')
  let count = 0
  let head = Buffer.alloc(0)
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      count += chunk.length
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES)
      done(null, chunk)
    },
  })
  return { through, sha256: () => hash.digest(), count: () => count, head: () => head }
}
