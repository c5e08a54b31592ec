import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ProgramFault } from '../fault.ts'
import { writeWhole } from '../files/write-whole.ts'
import { openBody, sealBody } from './sealed-body.ts'

/** First byte of what is sealed, so that another algorithm (SM4) can stand beside these. AES-256-GCM both. */
const UNDER_FIRST_KEY = 1
const UNDER_NUMBERED_KEY = 2
const KEY_BYTES = 32
/** Another process may have made a key: before sealing the folder is looked at again after this time. */
const LOOK_EVERY_MS = 1_000

/** `madeAt` is when its file was written. */
export type MasterKey = { number: number; madeAt: Date }

/** The keys above all others, by number; the newest seals, all that are held open. */
export type MasterKeys = {
  seal(plain: Buffer | string, context: string): Buffer
  open(sealed: Buffer, context: string): Buffer
  /** Keyed hash for exact look-up of an encrypted field, under the newest key. */
  blindIndex(value: string, context: string): Buffer
  /** The same under every key that is held, newest first: what an index may hold while it is made anew. */
  blindIndexes(value: string, context: string): Buffer[]
  /** Newest first. */
  held(): MasterKey[]
  /** Makes a new key that seals from now on. Answers its number. */
  rotate(): number
  /** Takes a key out of use, into `retired/`: older backups still need it. */
  retire(number: number): void
}

type Held = { number: number; sealing: Buffer; indexing: Buffer }

/** Reads `master.key`, `master-2.key`, … of the folder, making the first where there has never been one. */
export function openMasterKeys(folder: string): MasterKeys {
  const retired = join(folder, 'retired')
  if (numbersIn(folder).length === 0 && numbersIn(retired).length === 0)
    writeWhole(fileOf(folder, 1), randomBytes(KEY_BYTES))
  let held = new Map<number, Held>()
  let lookedAt = 0
  function look(): void {
    held = new Map(numbersIn(folder).map((number) => [number, held.get(number) ?? readKey(folder, number)]))
    lookedAt = performance.now()
  }
  function newestFirst(): Held[] {
    return [...held.values()].sort((a, b) => b.number - a.number)
  }
  function newest(): Held {
    if (performance.now() - lookedAt > LOOK_EVERY_MS) look()
    const [key] = newestFirst()
    if (!key) throw new ProgramFault('data/keys holds no master key')
    return key
  }
  function keyOf(sealed: Buffer): Held {
    const number = numberOf(sealed)
    if (!held.has(number)) look()
    const key = held.get(number)
    if (!key) throw new ProgramFault(`a value was sealed under master key ${number}, which data/keys does not hold`)
    return key
  }
  look()
  return {
    seal(plain, context) {
      const { number, sealing } = newest()
      return Buffer.concat([headOf(number), sealBody(sealing, plain, context)])
    },
    open(sealed, context) {
      const key = keyOf(sealed)
      return openBody(key.sealing, sealed.subarray(headOf(key.number).length), context)
    },
    blindIndex: (value, context) => indexUnder(newest(), value, context),
    blindIndexes(value, context) {
      newest()
      return newestFirst().map((key) => indexUnder(key, value, context))
    },
    held() {
      look()
      return newestFirst().map(({ number }) => ({ number, madeAt: statSync(fileOf(folder, number)).mtime }))
    },
    rotate() {
      const number = Math.max(...numbersIn(folder), ...numbersIn(retired)) + 1
      writeWhole(fileOf(folder, number), randomBytes(KEY_BYTES))
      look()
      return number
    },
    retire(number) {
      mkdirSync(retired, { recursive: true, mode: 0o700 })
      renameSync(fileOf(folder, number), fileOf(retired, number))
      look()
    },
  }
}

function headOf(number: number): Buffer {
  return number === 1 ? Buffer.of(UNDER_FIRST_KEY) : Buffer.of(UNDER_NUMBERED_KEY, number >> 8, number & 0xff)
}

/** As `sealed_under()` in the database. */
function numberOf(sealed: Buffer): number {
  if (sealed[0] === UNDER_FIRST_KEY) return 1
  if (sealed[0] === UNDER_NUMBERED_KEY && sealed.length > 3) return sealed.readUInt16BE(1)
  throw new ProgramFault('not a sealed value')
}

/** 32 bytes under the first key, the number and 32 bytes under a later one: as `indexed_under()` in the database. */
function indexUnder(key: Held, value: string, context: string): Buffer {
  const hash = createHmac('sha256', key.indexing).update(`${context}\0${value}`).digest()
  return key.number === 1 ? hash : Buffer.concat([Buffer.of(key.number >> 8, key.number & 0xff), hash])
}

function readKey(folder: string, number: number): Held {
  const file = fileOf(folder, number)
  const master = readFileSync(file)
  if (master.length !== KEY_BYTES) throw new ProgramFault(`${file} is damaged: it must hold ${KEY_BYTES} bytes`)
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `yimi ${purpose}`, 32))
  return { number, sealing: derive('sealing'), indexing: derive('blind index') }
}

function fileOf(folder: string, number: number): string {
  return join(folder, number === 1 ? 'master.key' : `master-${number}.key`)
}

function numbersIn(folder: string): number[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const match = /^master(?:-(\d+))?\.key$/.exec(name)
    return match ? [Number(match[1] ?? 1)] : []
  })
}
