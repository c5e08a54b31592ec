import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { SeededBytes } from '../seeded-bytes.ts'
import { ClientHandshake, findDigest, placeDigest, ServerHandshake } from './handshake.ts'

const playerKey = Buffer.from('Genuine Adobe Flash Player 001', 'ascii')
const serverKey = Buffer.from('Genuine Adobe Flash Media Server 001', 'ascii')
const seeded = new SeededBytes(5)
const random = (length: number) => seeded.bytes(length)

test('client and server finish with bytes one at a time, and what follows C2 is left over', () => {
  const client = new ClientHandshake(random)
  const server = new ServerHandshake(random)
  const answer = feed(server, client.start()).output
  expect(answer.length).toBe(1 + 2 * 1536)
  const step = client.receive(answer)
  expect(step.done).toBe(true)
  const last = server.receive(Buffer.concat([step.output ?? Buffer.alloc(0), Buffer.from('after')]))
  expect(last.done).toBe(true)
  expect(last.rest.toString()).toBe('after')
})

test('the simple form echoes C1', () => {
  const c1 = random(1536)
  c1.writeUInt32BE(0, 4)
  const { output } = feed(new ServerHandshake(random), Buffer.concat([Buffer.of(3), c1]))
  expect(output.subarray(1 + 1536).equals(c1)).toBe(true)
})

test.each([8, 772])('the digest form is answered to a digest at base %i', (base) => {
  const c1 = random(1536)
  c1.writeUInt32BE(0x80000702, 4)
  const sum = [0, 1, 2, 3].reduce((total, index) => total + c1.readUInt8(base + index), 0)
  const offset = (sum % 728) + base + 4
  const digest = createHmac('sha256', playerKey)
    .update(Buffer.concat([c1.subarray(0, offset), c1.subarray(offset + 32)]))
    .digest()
  digest.copy(c1, offset)
  const { output } = feed(new ServerHandshake(random), Buffer.concat([Buffer.of(3), c1]))
  expect(findDigest(output.subarray(1, 1537), serverKey)).toBeDefined()
  const s2 = output.subarray(1537)
  const tail = Buffer.from('f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae', 'hex')
  const key = createHmac('sha256', Buffer.concat([serverKey, tail]))
    .update(digest)
    .digest()
  expect(s2.subarray(1504).equals(createHmac('sha256', key).update(s2.subarray(0, 1504)).digest())).toBe(true)
})

test('a digest that was placed is found, a changed one is not', () => {
  const part = random(1536)
  placeDigest(part, playerKey)
  const found = findDigest(part, playerKey)
  expect(found).toBeDefined()
  part[(found?.offset ?? 0) + 3] = (part[(found?.offset ?? 0) + 3] ?? 0) ^ 1
  expect(findDigest(part, playerKey)).toBeUndefined()
})

test('another version is refused at its first byte', () => {
  expect(() => new ServerHandshake(random).receive(Buffer.of(6))).toThrowError(
    expect.objectContaining({ code: 'rtmp_handshake' }),
  )
  expect(() => new ClientHandshake(random).receive(Buffer.from('HTTP'))).toThrowError(
    expect.objectContaining({ code: 'rtmp_handshake' }),
  )
})

test('any first part with version 3 gets a whole answer', () => {
  for (let round = 0; round < 50; round += 1) {
    const { output } = feed(new ServerHandshake(random), Buffer.concat([Buffer.of(3), random(1536)]))
    expect(output.length).toBe(1 + 2 * 1536)
  }
})

function feed(server: ServerHandshake, bytes: Buffer): { output: Buffer } {
  const outputs: Buffer[] = []
  for (const byte of bytes) {
    const { output } = server.receive(Buffer.of(byte))
    if (output !== undefined) outputs.push(output)
  }
  return { output: Buffer.concat(outputs) }
}
