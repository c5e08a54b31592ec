import type { Bus } from './bus/bus.ts'
import type { Clock } from './clock.ts'
import type { Keyring } from './crypto/keyring.ts'
import type { Database } from './database/database.ts'
import type { Deliverers } from './delivery/delivery.ts'
import type { FileStore } from './files/file-store.ts'
import type { JobRegistry } from './jobs/jobs.ts'
import type { Log } from './log.ts'
import type { Printing } from './printing/printing.ts'

/** What `main.ts` wires by hand and gives to every module. */
export type Services = {
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
  readonly bus: Bus
  readonly files: FileStore
  readonly log: Log
  /** Sets documents for paper. */
  readonly printing: Printing
  /** Ways out of the machine for messages. */
  readonly delivery: Deliverers
  /** Modules add what is done after a commit, and how their clocks move. */
  readonly jobs: JobRegistry
  /** Data folder; roles leave their states in `run/` below it. */
  readonly dataFolder: string
  /** Where platforms and encoders reach this machine: `rtmp://<host>:<port>/live`. */
  readonly ingestServer: string
  readonly mediaOrigin: string | undefined
  /** The engine's control API, on loopback. */
  readonly engine: { readonly controlUrl: string; readonly token: string }
  /** Networks, addresses and `host:port` pairs to which platforms may be pushed although they are not public. */
  readonly allowPrivate?: readonly string[]
}
