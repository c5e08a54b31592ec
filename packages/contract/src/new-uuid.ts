const BYTES = 16

/** A random UUID (version 4), also over plain HTTP, where browsers have no `randomUUID`. For what is saved before it is sent. */
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES))
  const hex = [...bytes].map((byte, place) => versioned(byte, place).toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The bits that say version and variant. */
function versioned(byte: number, place: number): number {
  if (place === 6) return (byte & 0x0f) | 0x40
  return place === 8 ? (byte & 0x3f) | 0x80 : byte
}
