import type { PlatformAddress } from './platform-address.ts'

/** A connection to the platform; `write` calls back when the kernel has taken the bytes. */
export type Connection = {
  write(bytes: Buffer, drained: () => void): void
  unsentBytes(): number
  /** Sends what is left, then closes; `destroy` closes now. */
  end(): void
  destroy(): void
}
/** `forbidden`: the address check said no, so that trying again is of no use. */
export type ConnectionEnd = { reason: string; forbidden: boolean }
export type ConnectionHandlers = { connected(): void; data(bytes: Buffer): void; closed(end: ConnectionEnd): void }
export type Dial = (address: PlatformAddress, handlers: ConnectionHandlers) => Connection
