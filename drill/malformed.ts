/** Throws 10,000 malformed RTMP sessions at the engine over real sockets; it must not die or grow. */
import { cpus, totalmem } from 'node:os'
import { runMalformedSessions } from '@yimi/live/malformed-run.ts'

/** Memory settles within some tens of thousands of sessions: buffers, compiled code. What grows after that would go on growing. */
const WARM_UP = 20_000
const sessions = Number(process.argv[2] ?? 10_000)
const result = await runMalformedSessions(sessions, WARM_UP, 1)
const isSound = result.deaths === 0 && result.takesEncoder && result.descriptorGrowth <= 2 && result.rssGrowthMb <= 20
console.log(
  JSON.stringify({
    drill: 'malformed',
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    ...result,
    sound: isSound,
  }),
)
process.exit(isSound ? 0 : 1)
