import { createHash, createPublicKey, sign } from 'node:crypto'
import { areAllUnits } from '#platform/access/whole-installation-queries.ts'
import type { Tx } from '#platform/database/database.ts'
import { canonicalJson } from '#platform/flow/chain.ts'
import type { AuditNames } from './audit-names.ts'
import {
  type ExportRow,
  eventsOfSpans,
  type FullEvent,
  headsOfSeal,
  installationId,
  type Span,
  sealsAfter,
  spansAfter,
} from './export-queries.ts'

export type ExportJob = {
  tx: Tx
  row: ExportRow
  orgs: readonly string[]
  names: AuditNames
  key: { privatePem: string; publicPem: string }
  now: Date
  today: string
}
/** What is told of a file when it is whole. */
export type ExportSummary = { events: number; records: number; seals: number; heads: number; sha256: string }

const SPANS = 500
const EVENTS = 2_000
const SEALS = 1_000
const NO_RECORD = { kind: '', record_id: '00000000-0000-0000-0000-000000000000' }

/**
 * The file, line by line, as docs/audit-format.md describes it: header, events, names, seals with their heads, and the end
 * with counts, hash and signature. What is in memory does not grow with the log. `onEnd` is awaited before the last line.
 */
export async function* writeExport(
  job: ExportJob,
  onEnd: (summary: ExportSummary) => Promise<void>,
): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const counts = { events: 0, records: 0, seals: 0, heads: 0 }
  const line = (value: Record<string, unknown>) => {
    const text = `${canonicalJson(value)}\n`
    hash.update(text)
    return text
  }
  const { tx, row } = job
  const all = await areAllUnits(tx, job.orgs)
  const period = { from: row.from_at, to: row.to_at }
  yield line(await headerOf(job, all))
  const actors = new Set<string>()
  const orgs = new Set<string>()
  let record = ''
  for await (const event of eventsIn(tx, period)) {
    if (record !== `${event.kind} ${event.recordId}`) counts.records += 1
    record = `${event.kind} ${event.recordId}`
    counts.events += 1
    if (event.actorId) actors.add(event.actorId)
    orgs.add(event.orgId)
    yield line(eventLine(event))
  }
  for (const [id, name] of await job.names.accounts(tx, [...actors])) yield line({ line: 'account', id, name })
  for (const [id, name] of await job.names.organisations(tx, [...orgs], job.today))
    yield line({ line: 'unit', id, name })
  for await (const seal of sealsIn(tx, period)) {
    counts.seals += 1
    const { headsHash, prevHash, hash: sealHash, at } = seal
    const sealed = {
      headsHash: headsHash.toString('hex'),
      prevHash: prevHash.toString('hex'),
      hash: sealHash.toString('hex'),
    }
    yield line({ line: 'seal', seq: seal.seq, at: at.toISOString(), heads: seal.heads, ...sealed })
    for (const head of await headsOfSeal(tx, seal.seq, all)) {
      counts.heads += 1
      yield line({ line: 'head', ...head, hash: head.hash.toString('hex') })
    }
  }
  const sha256 = hash.digest()
  const signature = sign(null, sha256, job.key.privatePem).toString('hex')
  await onEnd({ ...counts, sha256: sha256.toString('hex') })
  yield `${canonicalJson({ line: 'end', ...counts, sha256: sha256.toString('hex'), signature })}\n`
}

async function headerOf(job: ExportJob, all: boolean): Promise<Record<string, unknown>> {
  const publicKey = createPublicKey(job.key.publicPem).export({ type: 'spki', format: 'der' })
  return {
    line: 'header',
    format: 'yimi-audit-1',
    installation: (await installationId(job.tx))?.id ?? '',
    export: job.row.id,
    from: job.row.from_at.toISOString(),
    to: job.row.to_at.toISOString(),
    madeAt: job.now.toISOString(),
    whole: all,
    publicKey: publicKey.toString('hex'),
  }
}

function eventLine(event: FullEvent): Record<string, unknown> {
  return {
    line: 'event',
    ...event,
    at: event.at.toISOString(),
    detail: event.detail?.toString('hex') ?? null,
    prevHash: event.prevHash.toString('hex'),
    hash: event.hash.toString('hex'),
  }
}

async function* eventsIn(tx: Tx, period: { from: Date; to: Date }): AsyncGenerator<FullEvent> {
  let after: { kind: string; record_id: string } = NO_RECORD
  for (;;) {
    const spans = await spansAfter(tx, period, after, SPANS)
    for (const batch of batchesOf(spans)) yield* await eventsOfSpans(tx, batch)
    const last = spans.at(-1)
    if (!last || spans.length < SPANS) return
    after = last
  }
}

/** Spans of about 2,000 events together; a longer one is cut. */
export function batchesOf(spans: readonly Span[]): Span[][] {
  const batches: Span[][] = [[]]
  let room = EVENTS
  for (const span of spans) {
    for (let lo = span.lo; lo <= span.hi; ) {
      const hi = Math.min(span.hi, lo + room - 1)
      batches.at(-1)?.push({ ...span, lo, hi })
      room -= hi - lo + 1
      lo = hi + 1
      if (room > 0) continue
      batches.push([])
      room = EVENTS
    }
  }
  return batches.filter((batch) => batch.length > 0)
}

async function* sealsIn(tx: Tx, period: { from: Date; to: Date }) {
  let after = 0
  for (;;) {
    const seals = await sealsAfter(tx, period, after, SEALS)
    yield* seals
    const last = seals.at(-1)
    if (!last || seals.length < SEALS) return
    after = last.seq
  }
}
