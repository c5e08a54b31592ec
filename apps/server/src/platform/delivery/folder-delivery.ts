import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Deliverer } from './delivery.ts'

/**
 * Writes each message into a file of the folder, `0190…-….txt` (ids rise with time), instead of sending it: demonstrations
 * and trials, where nobody's telephone must ring.
 */
export function folderDelivery(folder: string): Deliverer {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    async deliver({ id, to, title, body }) {
      try {
        // `wx`: the same message is never written twice.
        await writeFile(join(folder, `${id}.txt`), `${to}\n${title}\n\n${body}\n`, { flag: 'wx', mode: 0o600 })
        return 'sent'
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'EEXIST' ? 'sent' : 'unreachable'
      }
    },
  }
}
