/** `npm run check [-- --write]`: runs every check and lists every fault at once. */
import { fileURLToPath } from 'node:url'
import type { Check, Fault } from './check.ts'
import { generatedPartsCheck } from './generated-parts.ts'
import { importCycles } from './import-cycles.ts'
import { leftovers } from './leftovers.ts'
import { lockFile } from './lock-file.ts'
import { moduleEdges } from './module-edges.ts'
import { names } from './names.ts'
import { packageArrows } from './package-arrows.ts'
import { biomeCheck, typeChecks } from './programs.ts'
import { type Project, readProject } from './project.ts'
import { rootEntries } from './root-entries.ts'
import { fileSizes, functionSizes } from './sizes.ts'
import { sourceNames } from './source-names.ts'
import { staleSchemaCheck } from './stale-schema.ts'

type Outcome = { name: string; faults: readonly Fault[]; ms: number }

const write = process.argv.includes('--write')
// What writes runs first, so that the rest looks at the result.
const writing = [staleSchemaCheck(write), generatedPartsCheck(write), biomeCheck(write)]
const reading = [...typeChecks, lockFile, packageArrows, moduleEdges, importCycles, fileSizes, functionSizes]
const rest = [names, leftovers, rootEntries, sourceNames]

const root = fileURLToPath(new URL('../../', import.meta.url))
const outcomes = write
  ? [...(await inTurn(writing)), ...(await atOnce([...reading, ...rest]))]
  : await atOnce([...writing, ...reading, ...rest])
process.exitCode = report(outcomes)

async function inTurn(checks: readonly Check[]): Promise<Outcome[]> {
  const found: Outcome[] = []
  for (const check of checks) found.push(await run(check, readProject(root)))
  return found
}

function atOnce(checks: readonly Check[]): Promise<Outcome[]> {
  const project = readProject(root)
  return Promise.all(checks.map((check) => run(check, project)))
}

async function run(check: Check, project: Project): Promise<Outcome> {
  const startedAt = performance.now()
  const faults = await faultsOf(check, project)
  return { name: check.name, faults, ms: performance.now() - startedAt }
}

async function faultsOf(check: Check, project: Project): Promise<readonly Fault[]> {
  try {
    return await check.run(project)
  } catch (fault) {
    return [{ message: `The check itself failed: ${fault instanceof Error ? fault.stack : String(fault)}` }]
  }
}

function report(all: readonly Outcome[]): number {
  for (const { name, faults, ms } of all) {
    console.log(`${faults.length ? '✗' : '✓'} ${name}  ${Math.round(ms)} ms`)
  }
  for (const { name, faults } of all.filter((outcome) => outcome.faults.length)) {
    console.log(`\n${name}`)
    for (const { file, line, message } of faults) console.log(`  ${[file, line].filter(Boolean).join(':')}  ${message}`)
  }
  const count = all.reduce((sum, outcome) => sum + outcome.faults.length, 0)
  console.log(count ? `\n${count} faults` : '\nno faults')
  return count ? 1 : 0
}
