/** Vitest global set-up: one first start of the demonstration a run; each journey works on a copy of its folder. */
import { PLANTED_FOLDER, startYimi } from './running-yimi.ts'

export async function setup(): Promise<() => void> {
  const yimi = await startYimi()
  const code = await yimi.stop()
  if (code !== 0) throw new Error(`The first start ended with ${code}:\n${yimi.output().slice(-4000)}`)
  process.env[PLANTED_FOLDER] = yimi.dataDir
  return () => yimi.remove()
}
