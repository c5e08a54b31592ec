import { createHash } from 'node:crypto'
import { LiveError } from '../live-error.ts'
import { type PermitPayload, verifyPermit } from './permit.ts'

/** Permits of one broadcast that were replaced or withdrawn; a studio issues a handful. */
const MAX_RETIRED = 1000

/** Asked at each tick for each platform, so its instants are read and its names indexed once. */
type Current = { payload: PermitPayload; digest: string; names: ReadonlySet<string>; from: number; until: number }

/**
 * Holds the one permit in force of a broadcast. A permit with an older lease, or one that was withdrawn or replaced,
 * never comes back; the same one put again changes nothing.
 */
export class Interlock {
  readonly #broadcast: string
  readonly #publicKeyPem: string
  #current: Current | undefined
  #highestLease = 0
  readonly #retired = new Set<string>()

  constructor(broadcast: string, publicKeyPem: string) {
    this.#broadcast = broadcast
    this.#publicKeyPem = publicKeyPem
  }

  get payload(): PermitPayload | undefined {
    return this.#current?.payload
  }

  /** Throws `permit_*`; what was in force before then stays so. */
  put(token: string, now: number): PermitPayload {
    const digest = createHash('sha256').update(token).digest('hex')
    const expected = { broadcast: this.#broadcast, now, highestLease: this.#highestLease }
    const payload = verifyPermit(token, this.#publicKeyPem, expected)
    if (this.#retired.has(digest) || this.#retired.size >= MAX_RETIRED) throw new LiveError('permit_superseded')
    if (this.#current?.digest === digest) return payload
    this.withdraw()
    this.#current = {
      payload,
      digest,
      names: new Set(payload.platforms),
      from: Date.parse(payload.notBefore),
      until: Date.parse(payload.notAfter),
    }
    this.#highestLease = payload.lease
    return payload
  }

  /** True when there was one to withdraw. */
  withdraw(): boolean {
    if (this.#current === undefined) return false
    this.#retired.add(this.#current.digest)
    this.#current = undefined
    return true
  }

  covers(platform: string, now: number): boolean {
    const current = this.#current
    return current?.names.has(platform) === true && now >= current.from && now < current.until
  }
}
