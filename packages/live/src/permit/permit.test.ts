import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SeededBytes } from '../seeded-bytes.ts'
import { Interlock } from './interlock.ts'
import { type PermitPayload, signPermit, verifyPermit } from './permit.ts'

const studio = pemPair()
const stranger = pemPair()
const noon = Date.parse('2026-05-01T12:00:00Z')

test('a signed permit is read back', () => {
  expect(verify(signPermit(payload(), studio.private))).toEqual(payload())
})

test.each<[string, Partial<PermitPayload>, { now?: number; highestLease?: number; broadcast?: string }, string]>([
  ['expired', { notAfter: '2026-05-01T12:00:00Z' }, {}, 'permit_expired'],
  ['not yet valid', { notBefore: '2026-05-01T12:00:01Z' }, {}, 'permit_not_yet'],
  ['foreign', {}, { broadcast: 'b2' }, 'permit_foreign'],
  ['of an older lease', { lease: 4 }, { highestLease: 5 }, 'permit_superseded'],
  ['without sense', { notAfter: 'tomorrow' }, {}, 'permit_malformed'],
])('a permit that is %s is refused', (_name, change, expected, code) => {
  const token = signPermit({ ...payload(), ...change }, studio.private)
  expect(() => verify(token, expected)).toThrowError(expect.objectContaining({ code }))
})

test('an edited permit, and one signed by another key, are refused', () => {
  const [body = '', signature = ''] = signPermit(payload(), studio.private).split('.')
  const edited = JSON.parse(Buffer.from(body, 'base64url').toString())
  edited.platforms.push('more')
  const forged = `${Buffer.from(JSON.stringify(edited)).toString('base64url')}.${signature}`
  for (const token of [forged, signPermit(payload(), stranger.private)]) {
    expect(() => verify(token)).toThrowError(expect.objectContaining({ code: 'permit_signature' }))
  }
})

test('no damaged permit is taken', () => {
  const seeded = new SeededBytes(17)
  const token = signPermit(payload(), studio.private)
  for (let round = 0; round < 300; round += 1) {
    const damaged = seeded.damage(Buffer.from(token, 'ascii')).toString('latin1')
    if (damaged === token) continue
    expect(() => verify(damaged)).toThrowError(expect.objectContaining({ name: 'LiveError' }))
  }
})

describe('the interlock', () => {
  test('takes the same permit twice, a newer one, and never again a withdrawn or replaced one', () => {
    const interlock = new Interlock('b1', studio.public)
    const first = signPermit(payload(), studio.private)
    const second = signPermit({ ...payload(), platforms: ['a', 'b'] }, studio.private)
    interlock.put(first, noon)
    interlock.put(first, noon)
    expect([interlock.covers('a', noon), interlock.covers('b', noon)]).toEqual([true, false])
    interlock.put(second, noon)
    expect(interlock.covers('b', noon)).toBe(true)
    expect(() => interlock.put(first, noon)).toThrowError(expect.objectContaining({ code: 'permit_superseded' }))
    expect(interlock.withdraw()).toBe(true)
    expect(interlock.covers('a', noon)).toBe(false)
    expect(() => interlock.put(second, noon)).toThrowError(expect.objectContaining({ code: 'permit_superseded' }))
    interlock.put(signPermit({ ...payload(), lease: 8 }, studio.private), noon)
    expect(() => interlock.put(signPermit({ ...payload(), rulesVersion: '9' }, studio.private), noon)).toThrowError(
      expect.objectContaining({ code: 'permit_superseded' }),
    )
  })

  test('covers nothing after its time', () => {
    const interlock = new Interlock('b1', studio.public)
    interlock.put(signPermit(payload(), studio.private), noon)
    expect(interlock.covers('a', noon + 3_600_000)).toBe(false)
  })
})

function payload(): PermitPayload {
  return {
    v: 1,
    broadcast: 'b1',
    platforms: ['a'],
    notBefore: '2026-05-01T11:00:00Z',
    notAfter: '2026-05-01T13:00:00Z',
    rulesVersion: '1',
    lease: 7,
  }
}

function verify(token: string, expected: { now?: number; highestLease?: number; broadcast?: string } = {}) {
  return verifyPermit(token, studio.public, { broadcast: 'b1', now: noon, highestLease: 0, ...expected })
}

function pemPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    private: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    public: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}
