/** `npm start`: installs, builds what has changed, then runs the program under the pinned Node. Flags: --data DIR --empty --offline --dev */
import { buildWebs, watchWebs } from './set-up/build-webs.mjs'
import { install } from './set-up/install.mjs'
import { runPinned } from './set-up/run-pinned.mjs'

const flags = process.argv.slice(2)
install({ offline: flags.includes('--offline') })
if (!(await buildWebs())) process.exit(1)
const endWatching = flags.includes('--dev') ? watchWebs() : () => {}
const code = await runPinned(['apps/server/src/main.ts', ...flags])
endWatching()
process.exit(code)
