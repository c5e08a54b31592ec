import { renameSync, writeFileSync } from 'node:fs'

/** Written whole or not at all, for its owner's eyes: a cut while writing must not leave half a key. */
export function writeWhole(file: string, content: Buffer | string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}
