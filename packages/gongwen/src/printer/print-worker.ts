/** Runs in a process of its own: a fault of the native typesetter ends this process and no page. Started by printer.ts. */
import { checkOwnFonts } from '../fonts/own-fonts.ts'
import { PrintFault } from './print-fault.ts'
import { openSetter, type Setter } from './set-document.ts'
import type { WorkerAnswer, WorkerJob, WorkerOptions } from './worker-messages.ts'

const options: WorkerOptions = JSON.parse(process.argv[2] ?? '{}')
let setter: Setter | undefined

process.on('message', (job: WorkerJob) => process.send?.(answerOf(job)))
process.on('disconnect', () => process.exit(0))

function answerOf({ id, document, atSeconds }: WorkerJob): WorkerAnswer {
  try {
    setter ??= openSetter(options.fonts, checkOwnFonts(options.ownFonts).usable)
    const pdf = setter.set(document, atSeconds)
    return { id, pdf, residentBytes: process.memoryUsage.rss() }
  } catch (cause) {
    const fault = cause instanceof PrintFault ? cause : new PrintFault('not-set', { detail: String(cause) })
    const { code, unknown, detail } = fault
    return { id, fault: code, unknown, detail, residentBytes: process.memoryUsage.rss() }
  }
}
