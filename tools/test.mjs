/** `npm test [-- VITEST ARGUMENTS]`: installs what the tests need, builds the webs, runs unit, module and browser tests. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildWebs } from './set-up/build-webs.mjs'
import { needTestPackages } from './set-up/debian-packages.mjs'
import { needFonts } from './set-up/fonts.mjs'
import { install, root } from './set-up/install.mjs'
import { runPinned } from './set-up/run-pinned.mjs'
import { summaryLine } from './set-up/test-summary.mjs'

install()
needTestPackages()
needFonts()
if (!(await buildWebs())) {
  console.log(summaryLine(undefined, 1))
  process.exit(1)
}

const report = join(root, 'node_modules', '.cache', 'yimi', 'test-report.json')
mkdirSync(join(report, '..'), { recursive: true })
rmSync(report, { force: true })
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const code = await runPinned([
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'tools/vitest.config.ts',
  ...reporters,
  ...process.argv.slice(2),
])
console.log(summaryLine(read(report), code))
process.exit(code)

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
