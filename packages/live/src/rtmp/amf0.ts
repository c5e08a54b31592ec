import { ByteCursor } from '../bytes/byte-cursor.ts'
import { LiveError } from '../live-error.ts'

/** AMF0 values (Adobe AMF0 specification, December 2007). Objects have no prototype; references are not carried. */
export type AmfValue = number | boolean | string | null | undefined | Date | AmfValue[] | AmfObject
export type AmfObject = { [name: string]: AmfValue }

/** Deep nesting and huge arrays cost stack and memory; no encoder needs more than a few levels or some dozens of values. */
const MAX_DEPTH = 16
const MAX_VALUES = 2000

const marker = {
  number: 0x00,
  boolean: 0x01,
  string: 0x02,
  object: 0x03,
  null: 0x05,
  undefined: 0x06,
  ecmaArray: 0x08,
  objectEnd: 0x09,
  strictArray: 0x0a,
  date: 0x0b,
  longString: 0x0c,
  unsupported: 0x0d,
  xml: 0x0f,
  typedObject: 0x10,
} as const

/** All values in the bytes. Throws `truncated`, `amf_malformed`, `amf_limit`. */
export function readAmf0(bytes: Buffer): AmfValue[] {
  const cursor = new ByteCursor(bytes)
  const budget = { values: MAX_VALUES }
  const values: AmfValue[] = []
  while (cursor.remaining > 0) values.push(readValue(cursor, budget, 0))
  return values
}

/** The bytes of the values, one after the other. */
export function writeAmf0(...values: AmfValue[]): Buffer {
  return Buffer.concat(values.map(writeValue))
}

export function isAmfObject(value: AmfValue): value is AmfObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

type Budget = { values: number }

function readValue(cursor: ByteCursor, budget: Budget, depth: number): AmfValue {
  budget.values -= 1
  if (depth > MAX_DEPTH || budget.values < 0) throw new LiveError('amf_limit')
  const kind = cursor.u8()
  switch (kind) {
    case marker.number:
      return cursor.f64()
    case marker.boolean:
      return cursor.u8() !== 0
    case marker.string:
      return cursor.utf8(cursor.u16())
    case marker.object:
      return readProperties(cursor, budget, depth, false)
    case marker.null:
      return null
    case marker.undefined:
    case marker.unsupported:
      return undefined
    case marker.ecmaArray:
      // The count is often wrong in the field: the end marker decides (AMF0 2.10 calls the count a hint).
      cursor.skip(4)
      return readProperties(cursor, budget, depth, true)
    case marker.strictArray:
      return readStrictArray(cursor, budget, depth)
    case marker.date:
      return readDate(cursor)
    case marker.longString:
    case marker.xml:
      return cursor.utf8(cursor.u32())
    case marker.typedObject:
      cursor.skip(cursor.u16())
      return readProperties(cursor, budget, depth, false)
    default:
      throw new LiveError('amf_malformed', `marker ${kind}`)
  }
}

function readProperties(cursor: ByteCursor, budget: Budget, depth: number, mayEndEarly: boolean): AmfObject {
  const object: AmfObject = Object.create(null)
  for (;;) {
    if (mayEndEarly && cursor.remaining === 0) return object
    const nameLength = cursor.u16()
    if (nameLength === 0 && cursor.peek(1)?.[0] === marker.objectEnd) {
      cursor.skip(1)
      return object
    }
    const name = cursor.utf8(nameLength)
    object[name] = readValue(cursor, budget, depth + 1)
  }
}

function readStrictArray(cursor: ByteCursor, budget: Budget, depth: number): AmfValue[] {
  const count = cursor.u32()
  if (count > budget.values) throw new LiveError('amf_limit')
  const values: AmfValue[] = []
  for (let index = 0; index < count; index += 1) values.push(readValue(cursor, budget, depth + 1))
  return values
}

function readDate(cursor: ByteCursor): Date {
  const milliseconds = cursor.f64()
  cursor.skip(2)
  return new Date(milliseconds)
}

function writeValue(value: AmfValue): Buffer {
  if (value === null) return Buffer.of(marker.null)
  if (value === undefined) return Buffer.of(marker.undefined)
  if (typeof value === 'number') return writeNumber(marker.number, value)
  if (typeof value === 'boolean') return Buffer.of(marker.boolean, value ? 1 : 0)
  if (typeof value === 'string') return writeString(value)
  if (value instanceof Date) return Buffer.concat([writeNumber(marker.date, value.getTime()), Buffer.alloc(2)])
  if (Array.isArray(value)) {
    const head = Buffer.alloc(5)
    head.writeUInt8(marker.strictArray, 0)
    head.writeUInt32BE(value.length, 1)
    return Buffer.concat([head, ...value.map(writeValue)])
  }
  const properties = Object.entries(value).flatMap(([name, part]) => [writeName(name), writeValue(part)])
  return Buffer.concat([Buffer.of(marker.object), ...properties, Buffer.of(0, 0, marker.objectEnd)])
}

function writeNumber(kind: number, value: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes.writeUInt8(kind, 0)
  bytes.writeDoubleBE(value, 1)
  return bytes
}

function writeString(text: string): Buffer {
  const body = Buffer.from(text, 'utf8')
  if (body.length <= 0xffff) return Buffer.concat([Buffer.of(marker.string), writeName(text)])
  const head = Buffer.alloc(5)
  head.writeUInt8(marker.longString, 0)
  head.writeUInt32BE(body.length, 1)
  return Buffer.concat([head, body])
}

function writeName(name: string): Buffer {
  const body = Buffer.from(name, 'utf8')
  const head = Buffer.alloc(2)
  head.writeUInt16BE(body.length, 0)
  return Buffer.concat([head, body])
}
