/** `npm run bench -- NAME [--json]` and `npm run drill -- NAME`: runs bench/NAME.ts or drill/NAME.ts; without a name it lists them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, root } from './set-up/install.mjs'
import { runPinned } from './set-up/run-pinned.mjs'

const [kind = '', ...rest] = process.argv.slice(2)
const name = rest.find((word) => !word.startsWith('-'))
const folder = join(root, kind)
if (!['bench', 'drill'].includes(kind)) {
  console.error('npm run bench -- NAME [--json]    npm run drill -- NAME')
  process.exit(2)
}
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))
const file = join(folder, `${name}.ts`)
if (!name || !names.includes(name) || !existsSync(file)) {
  if (name) console.error(`没有 ${kind}/${name}.ts`)
  for (const known of names.sort()) console.log(`${known}  ${firstComment(known)}`.trim())
  process.exit(name ? 2 : 0)
}
install()
process.exit(await runPinned([file, ...rest.filter((word) => word !== name)]))

/** @param {string} known */
function firstComment(known) {
  return /^\/\*\*\s*(?:\*\s*)?(.*?)\s*(?:\*\/|$)/m.exec(readFileSync(join(folder, `${known}.ts`), 'utf8'))?.[1] ?? ''
}
