/** The schema dump and the database types are what the migrations make. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dumpSchema, generateTypes } from '../../apps/server/src/platform/database/dump-schema.ts'
import { migrate } from '../../apps/server/src/platform/database/migrate.ts'
import { startScratchPostgres } from '../scratch-postgres.ts'
import type { Check, Fault } from './check.ts'
import { runTool } from './programs.ts'

const dumpFile = 'db/schema.sql'
const typesFile = 'apps/server/src/platform/database/database-types.ts'

/** `write` brings both up to date instead of complaining. */
export function staleSchemaCheck(write: boolean): Check {
  return {
    name: 'schema dump and types',
    async run({ root }) {
      const made = await makeFiles(root)
      const faults = staleFaults(made, (file) => readOrNothing(join(root, file)))
      if (!write) return faults
      for (const { file = '' } of faults) writeFileSync(join(root, file), made.get(file) ?? '')
      return []
    },
  }
}

export function staleFaults(made: ReadonlyMap<string, string>, kept: (file: string) => string | undefined): Fault[] {
  return [...made]
    .filter(([file, text]) => kept(file) !== text)
    .map(([file]) => ({ file, message: 'Stale: the migrations make something else. Run npm run check -- --write.' }))
}

async function makeFiles(root: string): Promise<Map<string, string>> {
  const server = await startScratchPostgres('yimi_check')
  try {
    await migrate({ ownerUrl: server.ownerUrl })
    const types = await generateTypes(server.ownerUrl)
    const formatted = await runTool(
      root,
      ['@biomejs/biome/bin/biome', 'format', `--stdin-file-path=${typesFile}`],
      types,
    )
    return new Map([
      [dumpFile, await dumpSchema(server.ownerUrl)],
      [typesFile, formatted.code === 0 && formatted.stdout ? formatted.stdout : types],
    ])
  } finally {
    await server.stop()
  }
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
