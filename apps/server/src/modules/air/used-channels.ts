import type { BroadcastStatus } from '@yimi/live/broadcast-status.ts'
import { keepUse } from '#modules/channels/channels.ts'
import type { Database } from '#platform/database/database.ts'
import { inScope } from '#platform/database/scope.ts'

/** «Last used» is told to the minute. */
const NOTE_EVERY_MS = 60_000

/** Notes which channels a stream is really going out to; those that refuse or do not answer are not used. */
export class UsedChannels {
  readonly #noted = new Map<string, number>()

  async note(database: Database, broadcasts: readonly BroadcastStatus[], now: Date): Promise<void> {
    const live = broadcasts.flatMap((one) => one.platforms.filter(({ state }) => state === 'live').map(({ id }) => id))
    const due = live.filter((id) => now.getTime() - (this.#noted.get(id) ?? 0) >= NOTE_EVERY_MS)
    if (due.length === 0) return
    await inScope(database, { role: 'yimi_jobs' }, (tx) => keepUse(tx, due, now))
    for (const id of due) this.#noted.set(id, now.getTime())
    for (const [id, at] of this.#noted) if (now.getTime() - at > 2 * NOTE_EVERY_MS) this.#noted.delete(id)
  }
}
