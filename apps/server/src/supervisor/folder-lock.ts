/** One supervisor a data folder. The name in the kernel's abstract socket space is freed the moment its holder dies, however it dies. */
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { readPidFile, writePidFile } from './pid-file.ts'
import { findProcess } from './process-identity.ts'
import { StartFault } from './start-fault.ts'

export async function lockFolder(dataDir: string, runDir: string): Promise<() => void> {
  const file = join(runDir, 'supervisor.json')
  const digest = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 32)
  const server = createServer((socket) => socket.destroy())
  const held = await listen(server, `\0yimi-supervisor-${digest}`)
  if (!held) {
    const holder = readPidFile(file)
    throw new StartFault('already-running', [dataDir, holder ? `PID ${holder.pid}` : ''].filter(Boolean).join('  '))
  }
  const self = findProcess(process.pid)
  if (self) writePidFile(file, self)
  return () => server.close()
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((done, fail) => {
    server.once('error', (fault) => {
      if ('code' in fault && fault.code === 'EADDRINUSE') done(false)
      else fail(fault)
    })
    server.listen(path, () => done(true))
  })
}
