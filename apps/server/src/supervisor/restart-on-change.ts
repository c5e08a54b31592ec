/** For whoever works on the program: a changed source restarts the roles. */
import { watch } from 'node:fs'
import { dirname, join } from 'node:path'
import type { KeptProcess } from './process-keeper.ts'

// Editors write a file in several steps.
const settleMs = 200

/** `program` is main.ts; its folder and the packages beside the app are watched. Returns what ends the watching. */
export function restartOnChange(program: string, children: readonly KeptProcess[]): () => void {
  let timer: NodeJS.Timeout | undefined
  function changed(_kind: string, file: string | null): void {
    if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      for (const child of children) child.bounce()
    }, settleMs)
  }
  const folders = [dirname(program), join(dirname(program), '../../../packages')]
  const watchers = folders.map((folder) => watch(folder, { recursive: true }, changed))
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
