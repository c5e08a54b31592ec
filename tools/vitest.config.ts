import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// The machine's own Node may be too old for the server; the pinned one runs the same command again.
if (Number(process.versions.node.split('.')[0]) < 24) {
  const pinned = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
  process.exit(spawnSync(pinned, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1)
}

// Three workers for the two cores of the smallest machine this must run on: journeys wait for clocks, encoders and restarts.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.{ts,tsx}', 'apps/{console,portal}/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
          globalSetup: ['tools/memory-folder-setup.ts'],
        },
      },
      {
        test: {
          name: 'module',
          // Loading the server anew costs each file two seconds; what a file changes of the process it puts back.
          isolate: false,
          include: ['{apps/server,db,bench,drill}/**/*.test.ts'],
          globalSetup: ['tools/memory-folder-setup.ts', 'tools/test-postgres-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['tools/memory-folder-setup.ts', 'e2e/planted-folder-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
