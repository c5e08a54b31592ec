/** Writes numbered rows one by one over a database that may vanish, and remembers which were acknowledged. */
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'

const giveUpMs = 30_000

export class RowWriter {
  readonly #url: () => string
  readonly #acknowledged: number[] = []
  #client: pg.Client | undefined
  #next = 1

  constructor(url: () => string) {
    this.#url = url
  }

  async start(): Promise<void> {
    const client = await this.#connect()
    await client.query('create table if not exists drill_rows (n integer primary key)')
  }

  /** Until so many more were acknowledged; a row whose answer was lost counts neither way and is not tried again. */
  async writeMore(count: number): Promise<void> {
    const wanted = this.#acknowledged.length + count
    const deadline = Date.now() + giveUpMs
    while (this.#acknowledged.length < wanted) {
      const n = this.#next
      this.#next += 1
      try {
        const client = this.#client ?? (await this.#connect())
        await client.query('insert into drill_rows values ($1)', [n])
        this.#acknowledged.push(n)
      } catch (fault) {
        await this.stop()
        if (Date.now() > deadline) throw fault
        await delay(20)
      }
    }
  }

  async check(): Promise<{ acknowledged: number; lost: number }> {
    const client = this.#client ?? (await this.#connect())
    const { rows } = await client.query<{ n: number }>('select n from drill_rows')
    const kept = new Set(rows.map((row) => row.n))
    return { acknowledged: this.#acknowledged.length, lost: this.#acknowledged.filter((n) => !kept.has(n)).length }
  }

  async stop(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#url(), connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    await client.connect()
    this.#client = client
    return client
  }
}
