import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SetupState } from '@yimi/contract/today.ts'
import type { z } from 'zod'

/** What the start still installs or misses on this machine; null when there is nothing to say. */
export async function readSetupState(dataFolder: string): Promise<z.output<typeof SetupState> | null> {
  try {
    const kept = SetupState.safeParse(JSON.parse(await readFile(join(dataFolder, 'run', 'setup.json'), 'utf8')))
    return kept.success && kept.data.state !== 'done' ? kept.data : null
  } catch {
    return null
  }
}
