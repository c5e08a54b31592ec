/** Kills supervisor, web, live and PostgreSQL with -9, singly and two together, while rows are written; no acknowledged row may be lost. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KilledInstallation, type Target } from './installation/killed-installation.ts'
import { RowWriter } from './installation/row-writer.ts'

export type KillRound = { targets: readonly Target[]; recoveredMs: number; acknowledged: number; lost: number }

/** All single targets and all pairs: ten rounds. */
export const allRounds: readonly (readonly Target[])[] = pairsAndSingles(['web', 'live', 'postgres', 'supervisor'])

/** `commandFor` gives the arguments of Node that start an installation on a folder. Leaves nothing running. */
export async function killRounds(
  rounds: readonly (readonly Target[])[],
  commandFor: (dataDir: string) => readonly string[],
): Promise<KillRound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yimi-kill-'))
  // PostgreSQL runs under another user.
  chmodSync(folder, 0o755)
  const installation = new KilledInstallation(folder, commandFor(folder))
  const results: KillRound[] = []
  try {
    await installation.start()
    const writer = new RowWriter(() => installation.databaseUrl())
    await writer.start()
    for (const targets of rounds) {
      await writer.writeMore(50)
      const startedAt = performance.now()
      await installation.kill(targets)
      await installation.recover(targets)
      const recoveredMs = Math.round(performance.now() - startedAt)
      await writer.writeMore(10)
      results.push({ targets, recoveredMs, ...(await writer.check()) })
    }
    await writer.stop()
    return results
  } finally {
    await installation.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function pairsAndSingles(targets: readonly Target[]): Target[][] {
  const pairs = targets.flatMap((one, index) => targets.slice(index + 1).map((other) => [one, other]))
  return [...targets.map((one) => [one]), ...pairs]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const main = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url))
  const results = await killRounds(allRounds, (dataDir) => [main, '--offline', '--empty', '--data', dataDir])
  for (const { targets, ...figures } of results) console.log(targets.join(' + ').padEnd(22), JSON.stringify(figures))
  const lost = results.reduce((sum, round) => sum + round.lost, 0)
  console.log(`${results.length} rounds, ${results.at(-1)?.acknowledged ?? 0} rows acknowledged, ${lost} lost`)
  process.exit(lost === 0 ? 0 : 1)
}
