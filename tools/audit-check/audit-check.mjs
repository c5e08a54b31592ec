/**
 * Checks an exported audit log without the program that wrote it: `node audit-check.mjs FILE [--key FINGERPRINT] [--seal HASH]`.
 * One file, Node 18 or later, nothing to install. It reads the format as docs/audit-format.md describes it and shares no code
 * with the program. Ends with 0 when the file is sound, 1 when it is not, 2 when it cannot be read.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { argv, exit, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'

const FIELDS = {
  header: ['export', 'format', 'from', 'installation', 'line', 'madeAt', 'publicKey', 'to', 'whole'],
  event: [
    'actorId',
    'actorRole',
    'at',
    'detail',
    'fromState',
    'gates',
    'hash',
    'id',
    'keyId',
    'kind',
    'line',
    'move',
    'orgId',
    'prevHash',
    'recordId',
    'refs',
    'seq',
    'toState',
  ],
  account: ['id', 'line', 'name'],
  unit: ['id', 'line', 'name'],
  seal: ['at', 'hash', 'heads', 'headsHash', 'line', 'prevHash', 'seq'],
  head: ['hash', 'kind', 'line', 'recordId', 'seal', 'seq'],
  end: ['events', 'heads', 'line', 'records', 'seals', 'sha256', 'signature'],
}
/** In which order the parts of the file follow each other. */
const ORDER = { header: 0, event: 1, account: 2, unit: 3, seal: 4, head: 4, end: 5 }
const ZERO = '0'.repeat(64)
/** A record may have been sealed some time after its event; only later than this must its event be in the file. */
const GRACE_MS = 3_600_000

/**
 * @param {AsyncIterable<Buffer> | Iterable<Buffer>} chunks the bytes of the file
 * @returns {Promise<{ faults: string[], events: number, records: number, seals: number, unsealed: number, lastSeal: string, key: string, header: any }>}
 */
export async function checkExport(chunks) {
  const state = newState()
  let number = 0
  for await (const bytes of linesOf(chunks)) {
    number += 1
    if (state.faults.length > 50) break
    checkLine(state, number, bytes)
    if (!state.header) break
  }
  if (!state.header) fault(state, number, 'the header cannot be read')
  else if (!state.ended) fault(state, number, 'the file stops before its end')
  endOfRecord(state)
  endOfSeal(state)
  const key = state.header ? sha256(Buffer.from(state.header.publicKey, 'hex')).toString('hex') : ''
  const { faults, counts, header, lastSeal } = state
  return {
    faults,
    events: counts.events,
    records: counts.records,
    seals: counts.seals,
    unsealed: unsealedOf(state),
    lastSeal,
    key,
    header,
  }
}

function newState() {
  return {
    /** @type {string[]} */ faults: [],
    /** @type {any} */ header: undefined,
    part: -1,
    ended: false,
    body: createHash('sha256'),
    counts: { events: 0, records: 0, seals: 0, heads: 0 },
    /** @type {any} */ event: undefined,
    /** Records by kind and id: number of their first event here, and the hashes from it on. @type {Map<string, { lo: number, hashes: Buffer[], sealed: number }>} */
    records: new Map(),
    /** @type {any} */ seal: undefined,
    /** @type {any} */ sealBefore: undefined,
    /** @type {any[]} */ heads: [],
    lastSeal: '',
  }
}

/** @param {ReturnType<typeof newState>} state @param {number} number @param {Buffer} bytes */
function checkLine(state, number, bytes) {
  const say = (/** @type {string} */ what) => fault(state, number, what)
  if (state.ended) return say('something follows the end')
  const value = parse(bytes)
  if (!value) return say('not a line of this format')
  const fields = FIELDS[/** @type {keyof typeof FIELDS} */ (value.line)]
  const part = ORDER[/** @type {keyof typeof ORDER} */ (value.line)]
  if (!fields || part === undefined) return say('an unknown kind of line')
  if (Object.keys(value).join() !== fields.join()) return say('fields are missing or too many')
  if (!bytes.equals(Buffer.from(`${canonical(value)}\n`))) return say('not written as the format asks')
  if (part < state.part || (part === 0) !== (number === 1)) say('a line at the wrong place')
  state.part = part
  if (value.line !== 'end') state.body.update(bytes)
  if (value.line === 'header') checkHeader(state, value, say)
  if (value.line === 'event') checkEvent(state, value, say)
  if (value.line === 'seal') checkSeal(state, value, say)
  if (value.line === 'head') checkHead(state, value, say)
  if (value.line === 'end') checkEnd(state, value, say)
}

/** @param {any} state @param {any} header @param {(what: string) => void} say */
function checkHeader(state, header, say) {
  state.header = header
  if (header.format !== 'yimi-audit-1') say(`an unknown format: ${header.format}`)
  if (!(header.from < header.to)) say('the days are not in order')
}

/** @param {any} state @param {any} event @param {(what: string) => void} say */
function checkEvent(state, event, say) {
  const name = `${event.kind} ${event.recordId}`
  const before = state.event && `${state.event.kind} ${state.event.recordId}` === name ? state.event : undefined
  if (!before) {
    endOfRecord(state)
    if (state.records.has(name)) say(`${name}: its events do not stand together`)
    state.records.set(name, { lo: event.seq, hashes: [], sealed: 0 })
    state.counts.records += 1
  }
  if (before && event.seq !== before.seq + 1) say(`${name}: an event is missing before number ${event.seq}`)
  // Its first line here is the one before the days: whoever takes away the beginning of a chain cannot make one that fits.
  const within = event.at >= state.header.from && event.at < state.header.to
  if (!before && event.seq > 1 && within) say(`${name}: the events before number ${event.seq} are missing`)
  const first = event.seq === 1 ? ZERO : event.prevHash
  if (event.prevHash !== (before?.hash ?? first)) say(`${name}: number ${event.seq} does not join the one before`)
  const wanted = hashFields([
    'yimi-event-1',
    event.id,
    event.kind,
    event.recordId,
    String(event.seq),
    event.at,
    event.actorId ?? '',
    event.actorRole,
    event.orgId,
    event.move,
    event.fromState,
    event.toState,
    canonical(event.gates),
    canonical(event.refs),
    Buffer.from(event.detail ?? '', 'hex'),
    event.keyId ?? '',
    Buffer.from(event.prevHash, 'hex'),
  ])
  if (wanted !== event.hash) say(`${name}: number ${event.seq} was changed after it was written`)
  state.records.get(name).hashes.push(Buffer.from(event.hash, 'hex'))
  state.event = event
  state.counts.events += 1
}

/** @param {any} state */
function endOfRecord(state) {
  state.event = undefined
}

/** @param {any} state @param {any} seal @param {(what: string) => void} say */
function checkSeal(state, seal, say) {
  endOfSeal(state, say)
  const before = state.sealBefore
  if (before && seal.seq !== before.seq + 1) say(`seal ${seal.seq}: a seal is missing before it`)
  const first = seal.seq === 1 ? ZERO : seal.prevHash
  if (seal.prevHash !== (before?.hash ?? first)) say(`seal ${seal.seq} does not join the one before`)
  const wanted = hashFields([
    'yimi-seal-1',
    String(seal.seq),
    seal.at,
    String(seal.heads),
    Buffer.from(seal.headsHash, 'hex'),
    Buffer.from(seal.prevHash, 'hex'),
  ])
  if (wanted !== seal.hash) say(`seal ${seal.seq} was changed after it was made`)
  state.seal = seal
  state.lastSeal = seal.hash
  state.counts.seals += 1
}

/** @param {any} state @param {any} head @param {(what: string) => void} say */
function checkHead(state, head, say) {
  const { seal } = state
  if (!seal || head.seal !== seal.seq) return say(`a head of seal ${head.seal} at the wrong place`)
  state.heads.push(head)
  state.counts.heads += 1
  const name = `${head.kind} ${head.recordId}`
  const record = state.records.get(name)
  const at = record ? head.seq - record.lo : -1
  if (record && at >= 0 && at < record.hashes.length) {
    if (record.hashes[at].toString('hex') !== head.hash) say(`${name}: number ${head.seq} is not what was sealed`)
    record.sealed = Math.max(record.sealed, at + 1)
    return
  }
  if (seal.at >= state.header.to) return
  const { sealBefore } = state
  const grace = sealBefore && Date.parse(sealBefore.at) >= Date.parse(state.header.from) + GRACE_MS
  if (record ? at >= record.hashes.length : grace) say(`${name}: number ${head.seq} was sealed and is not here`)
}

/** @param {any} state @param {(what: string) => void} [say] */
function endOfSeal(state, say = (what) => state.faults.push(what)) {
  const { seal, heads } = state
  state.sealBefore = seal ?? state.sealBefore
  state.seal = undefined
  state.heads = []
  if (!seal) return
  // Without the heads of other units the hash over all of them cannot be made; the chain of the seals holds it.
  if (!state.header.whole && heads.length < seal.heads) return
  const ordered = [...heads].sort((a, b) => compare(a.kind, b.kind) || compare(a.recordId, b.recordId))
  const wanted = hashFields([
    'yimi-heads-1',
    ...ordered.flatMap((head) => [head.kind, head.recordId, String(head.seq), Buffer.from(head.hash, 'hex')]),
  ])
  if (heads.length !== seal.heads || wanted !== seal.headsHash) say(`seal ${seal.seq}: its heads were changed`)
}

/** @param {any} state @param {any} end @param {(what: string) => void} say */
function checkEnd(state, end, say) {
  endOfRecord(state)
  endOfSeal(state, say)
  state.ended = true
  for (const name of ['events', 'records', 'seals', 'heads'])
    if (end[name] !== state.counts[name]) say(`${end[name]} ${name} are told, ${state.counts[name]} are here`)
  const digest = state.body.digest()
  if (digest.toString('hex') !== end.sha256) say('the hash of the file is not the one it tells')
  try {
    const key = createPublicKey({ key: Buffer.from(state.header.publicKey, 'hex'), format: 'der', type: 'spki' })
    if (!verify(null, digest, key, Buffer.from(end.signature, 'hex'))) say('the signature does not fit')
  } catch {
    say('the signature cannot be read')
  }
}

/** @param {any} state */
function unsealedOf(state) {
  let unsealed = 0
  for (const record of state.records.values()) unsealed += record.hashes.length - record.sealed
  return unsealed
}

/** @param {any} state @param {number} number @param {string} what */
function fault(state, number, what) {
  state.faults.push(`line ${number}: ${what}`)
}

/** @param {Buffer} bytes @returns {any} */
function parse(bytes) {
  try {
    const value = JSON.parse(bytes.toString('utf8'))
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** JSON with sorted keys and no blanks. @param {any} value @returns {string} */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const keys = Object.keys(value).sort(compare)
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}

/** SHA-256 over the fields, each with its length before it in four bytes. @param {(string | Buffer)[]} fields */
function hashFields(fields) {
  const parts = fields.flatMap((field) => {
    const bytes = typeof field === 'string' ? Buffer.from(field, 'utf8') : field
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return [length, bytes]
  })
  return sha256(Buffer.concat(parts)).toString('hex')
}

/** @param {Buffer} bytes */
function sha256(bytes) {
  return createHash('sha256').update(bytes).digest()
}

/** Lines with their line end. @param {AsyncIterable<Buffer> | Iterable<Buffer>} chunks */
async function* linesOf(chunks) {
  let rest = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield rest.subarray(0, end + 1)
      rest = rest.subarray(end + 1)
    }
  }
  if (rest.length > 0) yield rest
}

/** @param {string[]} args */
async function main(args) {
  const option = (/** @type {string} */ name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const file = args.find((arg, index) => !arg.startsWith('--') && !['--key', '--seal'].includes(args[index - 1] ?? ''))
  if (!file) {
    stdout.write('node audit-check.mjs FILE [--key FINGERPRINT] [--seal HASH]\n')
    return 2
  }
  const report = await checkExport(createReadStream(file))
  const { faults, header } = report
  const key = option('--key')
    ?.toLowerCase()
    .replace(/[^0-9a-f]/g, '')
  if (key && key !== report.key) faults.push(`signed with another key: ${report.key}`)
  const seal = option('--seal')?.toLowerCase()
  if (seal && seal !== report.lastSeal) faults.push(`the last seal is another one: ${report.lastSeal}`)
  if (header)
    stdout.write(
      `${header.from} – ${header.to}, made ${header.madeAt}${header.whole ? ', all units' : ', some units'}\n`,
    )
  stdout.write(
    `${report.events} events of ${report.records} records, ${report.seals} seals, ${report.unsealed} events not sealed yet\n`,
  )
  stdout.write(`last seal ${report.lastSeal || '–'}\nkey ${report.key}\n`)
  for (const what of faults) stdout.write(`FAULT ${what}\n`)
  stdout.write(faults.length === 0 ? 'sound 无误\n' : `not sound 有误: ${faults.length}\n`)
  return faults.length === 0 ? 0 : 1
}

if (argv[1] && fileURLToPath(import.meta.url) === argv[1]) {
  exit(
    await main(argv.slice(2)).catch((/** @type {Error} */ problem) => {
      stdout.write(`${problem.message}\n`)
      return 2
    }),
  )
}
