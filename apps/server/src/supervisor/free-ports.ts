/** Which ports the program takes. */
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { StartFault } from './start-fault.ts'

export type Ports = { http: number; https: number; rtmp: number; media: number; control: number }

// A busy machine may hold a few ports in a row; so many in a row means something else is wrong.
const attempts = 50
const loopback = '127.0.0.1'
// Below 32768, where Linux begins to take ports for outgoing connections: what is free now is free when its role binds it, seconds later.
const anyPort = { from: 10_240, until: 32_768 }

/** The usual ports, or the next free ones. A port named in the environment is taken as it is, `0` meaning any. */
export async function choosePorts(env: NodeJS.ProcessEnv, httpHost: string): Promise<Ports> {
  const taken = new Set<number>()
  async function choose(name: string, usual: number, host: string): Promise<number> {
    const wanted = env[name] ? Number(env[name]) : undefined
    const port =
      wanted === undefined ? await nextFree(usual, host, taken) : await freeOrFault(wanted, host, name, taken)
    taken.add(port)
    return port
  }
  return {
    http: await choose('YIMI_HTTP_PORT', 8080, httpHost),
    https: await choose('YIMI_HTTPS_PORT', 8443, httpHost),
    rtmp: await choose('YIMI_RTMP_PORT', 1935, '0.0.0.0'),
    media: await choose('YIMI_MEDIA_PORT', 8090, loopback),
    control: await choose('YIMI_CONTROL_PORT', 8190, loopback),
  }
}

async function nextFree(from: number, host: string, taken: ReadonlySet<number>): Promise<number> {
  for (let port = from; port < from + attempts; port += 1) {
    if (!taken.has(port) && (await bind(port, host)) !== undefined) return port
  }
  throw new StartFault('no-free-port', `${from}–${from + attempts - 1}`)
}

async function anyFree(host: string, taken: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const port = randomInt(anyPort.from, anyPort.until)
    if (!taken.has(port) && (await bind(port, host)) !== undefined) return port
  }
  throw new StartFault('no-free-port', `${anyPort.from}–${anyPort.until - 1}`)
}

async function freeOrFault(port: number, host: string, name: string, taken: ReadonlySet<number>): Promise<number> {
  if (port === 0) return anyFree(host, taken)
  const found = Number.isInteger(port) && port > 0 && port < 65_536 ? await bind(port, host) : undefined
  if (found === undefined) throw new StartFault('no-free-port', `${name}=${port}`)
  return found
}

/** The port bound for a moment, or undefined when it cannot be had. */
function bind(port: number, host: string): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}
