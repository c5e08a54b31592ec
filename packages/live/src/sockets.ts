import { lookup as resolve } from 'node:dns/promises'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import {
  type AddressInfo,
  connect as connectPlain,
  createServer,
  isIP,
  type LookupFunction,
  type Server,
  type Socket,
} from 'node:net'
import { connect as connectTls } from 'node:tls'
import { describeFault, LiveError } from './live-error.ts'
import type { Connection, ConnectionHandlers, Dial } from './platforms/connection.ts'
import type { AllowList } from './platforms/forbidden-address.ts'
import { type CheckedAddress, checkAddress, type Lookup, type PlatformAddress } from './platforms/platform-address.ts'

/** The one file that opens sockets: listeners for encoders and HTTP, connections to platforms, the resolver. */
export type Listener = { port: number; close(): Promise<void> }

/** `readAndPause`: takes what has come in by now, then reads nothing until called again. */
export type IncomingSocket = { write(bytes: Buffer): void; end(): void; destroy(): void; readAndPause(): void }
export type IncomingHandlers = { data(bytes: Buffer): void; closed(reason: string): void }

/** After the goodbye a platform gets this long to take the rest. */
const LINGER_MS = 2_000
/** An encoder that asks and never reads the answers is cut off. */
const MAX_UNREAD_BYTES = 256 * 1024
/** Encoders that wait for the first answer; as many as may be connected. */
const MAX_WAITING = 512
/** With more, a paused socket goes on reading until the mark is reached. */
const PACED_WATER_MARK = 1
/** HTTP headers of players are small; slow senders are cut off. */
const HTTP_HEADERS_TIMEOUT_MS = 10_000

/**
 * Encoders come in here; `accept` gives the handlers of one connection, or undefined to turn it away. Who comes before
 * `answerAfter` has settled is let in and waits for the first answer.
 */
export async function listenForEncoders(
  host: string,
  port: number,
  accept: (socket: IncomingSocket) => IncomingHandlers | undefined,
  answerAfter?: Promise<unknown>,
): Promise<Listener> {
  const sockets = new Set<Socket>()
  let answers = answerAfter === undefined
  const options = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000, highWaterMark: PACED_WATER_MARK }
  const server = createServer(options, (socket) => {
    if (!answers && sockets.size >= MAX_WAITING) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    if (answers) welcome(socket, accept)
  })
  const begin = () => {
    answers = true
    for (const socket of sockets) welcome(socket, accept)
  }
  answerAfter?.then(begin, begin)
  return startListening(server, host, port, () => {
    for (const socket of sockets) socket.destroy()
  })
}

function welcome(socket: Socket, accept: (socket: IncomingSocket) => IncomingHandlers | undefined): void {
  const handlers = accept({
    write: (bytes) => {
      if (socket.writableLength > MAX_UNREAD_BYTES) socket.destroy()
      else socket.write(bytes)
    },
    end: () => socket.end(),
    destroy: () => socket.destroy(),
    readAndPause: () => {
      socket.resume()
      // The reads of this turn of the event loop come before its immediates.
      setImmediate(() => socket.pause())
    },
  })
  if (handlers === undefined) {
    socket.destroy()
    return
  }
  let reason = 'the connection was closed'
  socket.on('data', (bytes: Buffer) => handlers.data(bytes))
  socket.on('error', (fault) => {
    reason = `the connection broke (${describeFault(fault)})`
  })
  socket.on('close', () => handlers.closed(reason))
}

/** A plain HTTP listener. */
export async function listenForHttp(host: string, port: number, handle: RequestListener): Promise<Listener> {
  const server = createHttpServer({ headersTimeout: HTTP_HEADERS_TIMEOUT_MS, keepAliveTimeout: 15_000 }, handle)
  return startListening(server, host, port, () => server.closeAllConnections())
}

/** Dials platforms: resolves once, checks every address, connects to a checked one. `ca` adds a root for RTMPS. */
export function createDial(allow: AllowList, ca: string | undefined): Dial {
  return (address, handlers) => {
    const dialled = new PlatformConnection()
    checkAddress(address, allow, resolveAll)
      .then((checked) => dialled.open(address, checked, ca, handlers))
      .catch((fault: unknown) => {
        const forbidden = fault instanceof LiveError && fault.code === 'address_forbidden'
        handlers.closed({ reason: describeFault(fault), forbidden })
      })
    return dialled
  }
}

/** Every address of a host name, from the system's resolver. */
export const resolveAll: Lookup = async (host) => {
  const found = await resolve(host, { all: true })
  return found.map(({ address, family }) => ({ ip: address, family: family === 6 ? 6 : 4 }))
}

type Checked = [CheckedAddress, ...CheckedAddress[]]

class PlatformConnection implements Connection {
  #socket: Socket | undefined
  #isClosed = false

  open(address: PlatformAddress, checked: Checked, ca: string | undefined, handlers: ConnectionHandlers): void {
    if (this.#isClosed) return
    const { host, port } = address
    const target = { host, port, lookup: answerWith(checked), autoSelectFamily: true, noDelay: true }
    const servername = isIP(host) === 0 ? host : ''
    const socket = address.secure
      ? connectTls({ ...target, servername, ...(ca === undefined ? {} : { ca: [ca] }) })
      : connectPlain(target)
    this.#socket = socket
    let reason = 'the platform closed the connection'
    socket.on(address.secure ? 'secureConnect' : 'connect', () => handlers.connected())
    socket.on('data', (bytes: Buffer) => handlers.data(bytes))
    socket.on('error', (fault) => {
      reason = describeFault(fault)
    })
    socket.on('close', () => handlers.closed({ reason, forbidden: false }))
  }

  write(bytes: Buffer, drained: () => void): void {
    this.#socket?.write(bytes, (fault) => {
      if (!fault) drained()
    })
  }

  unsentBytes(): number {
    return this.#socket?.writableLength ?? 0
  }

  end(): void {
    const socket = this.#socket
    if (socket === undefined || this.#isClosed) return
    this.#isClosed = true
    socket.end()
    const timer = setTimeout(() => socket.destroy(), LINGER_MS)
    socket.once('close', () => clearTimeout(timer))
  }

  /** Does nothing after `end`: what was said goodbye to is let go in its own time. */
  destroy(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#socket?.destroy()
  }
}

/** In place of the resolver: the addresses that were checked, so that no second look-up can give another. */
function answerWith(checked: Checked): LookupFunction {
  const addresses = checked.map(({ ip, family }) => ({ address: ip, family }))
  return (_host, options, callback) => {
    if (options.all === true) callback(null, addresses)
    else callback(null, checked[0].ip, checked[0].family)
  }
}

async function startListening(server: Server, host: string, port: number, drop: () => void): Promise<Listener> {
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      server.removeListener('error', failed)
      done()
    })
  })
  const address: string | AddressInfo | null = server.address()
  const realPort = typeof address === 'object' && address !== null ? address.port : port
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      drop()
    })
  return { port: realPort, close }
}
