/** The root is the first page a newcomer reads. */
import type { Check } from './check.ts'

const maxEntries = 20

export const rootEntries: Check = {
  name: 'root entries',
  run(project) {
    const entries = new Set(project.files.map((file) => file.path.split('/')[0] ?? ''))
    if (entries.size <= maxEntries) return []
    return [
      {
        message: `${entries.size} entries at the root, at most ${maxEntries}: ${[...entries].sort().join(', ')}. Put the newest where it belongs.`,
      },
    ]
  },
}
