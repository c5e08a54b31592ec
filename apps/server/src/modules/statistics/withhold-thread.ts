import { parentPort, workerData } from 'node:worker_threads'
import { type Publication, withhold } from '@yimi/disclosure/withhold.ts'
import type { WithheldIds } from './withhold-apart.ts'

/** Runs in a thread of its own: a large release computes for minutes, during which the server answers others. */
const { withheld, exposed } = withhold(workerData as Publication)
parentPort?.postMessage({ withheld: [...withheld], exposed: [...exposed] } satisfies WithheldIds)
