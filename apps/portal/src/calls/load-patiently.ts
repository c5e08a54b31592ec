/** Waits before the second and third try. */
const WAITS_MS = [1_000, 4_000]

/** Loads a part of the program, and again while the line is cut. */
export async function loadPatiently<T>(load: () => Promise<T>): Promise<T> {
  for (const ms of WAITS_MS) {
    try {
      return await load()
    } catch {
      await new Promise((done) => setTimeout(done, ms))
    }
  }
  return load()
}
