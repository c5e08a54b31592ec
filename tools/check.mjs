/** `npm run check [-- --write]`: types, lint and the house rules; `--write` refreshes what is generated and repairs what can be. */
import { install } from './set-up/install.mjs'
import { runPinned } from './set-up/run-pinned.mjs'

install()
process.exit(await runPinned(['tools/checks/run-checks.ts', ...process.argv.slice(2)]))
