/** Kills -9 the web role, PostgreSQL or both, 200 times, while orders are sent, reviewed, offered and accepted. */
import { cpus, loadavg, totalmem } from 'node:os'
import { killOrders } from '../e2e/kill-orders.ts'

/** `npm run drill -- kill-orders [KILLS] [MINUTES]`: as many kills as fit into the time. */
const [kills = 200, minutes = 60] = process.argv.slice(2).map(Number)
const startedAt = Date.now()
const report = await killOrders({ kills, minutes, seed: 1, say: (line) => console.log(line) })
console.log(
  JSON.stringify({
    drill: 'kill-orders',
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    load: loadavg().map((one) => Math.round(one * 10) / 10),
    wanted: kills,
    minutes: Math.round((Date.now() - startedAt) / 6_000) / 10,
    ...report,
  }),
)
const faults = report.lost.length + report.doubled.length + report.astray.length + report.chainFaults
process.exit(faults === 0 ? 0 : 1)
