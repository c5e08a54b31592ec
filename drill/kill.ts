/** Kills -9 every part of the program, singly and two together, ten rounds, while bookings are written. */
import { cpus, totalmem } from 'node:os'
import { killRounds } from '../e2e/kill-rounds.ts'

const rounds = Number(process.argv[2] ?? 10)
const startedAt = Date.now()
const report = await killRounds(rounds, { seed: 1, say: (line) => console.log(line) })
console.log(
  JSON.stringify({
    drill: 'kill',
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    rounds,
    minutes: Math.round((Date.now() - startedAt) / 6_000) / 10,
    ...report,
  }),
)
process.exit(report.lost.length + report.doubled.length + report.chainFaults === 0 ? 0 : 1)
