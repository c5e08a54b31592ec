import { generateKeyPairSync, sign } from 'node:crypto'

/** A self-signed certificate for a host name, made on the spot for TLS tests: DER by hand (X.509, RFC 5280, 4.1). */
export function buildCertificate(host: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaSha256 = sequence(objectId('2a8648ce3d040302'))
  const name = sequence(set(sequence(objectId('550403'), der(0x0c, Buffer.from(host)))))
  const year = new Date().getUTCFullYear()
  const validity = sequence(generalizedTime(year - 1), generalizedTime(year + 1))
  const alternative = sequence(der(0x82, Buffer.from(host)))
  const extensions = der(0xa3, sequence(sequence(objectId('551d11'), der(0x04, alternative))))
  const body = sequence(
    der(0xa0, integer(2)),
    integer(1),
    ecdsaSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  )
  const signature = der(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)]))
  const cert = sequence(body, ecdsaSha256, signature).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${cert}\n-----END CERTIFICATE-----\n`,
  }
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...length), body])
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts)
}

function set(...parts: Buffer[]): Buffer {
  return der(0x31, ...parts)
}

function objectId(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function integer(value: number): Buffer {
  return der(0x02, Buffer.of(value))
}

function generalizedTime(year: number): Buffer {
  return der(0x18, Buffer.from(`${year}0101000000Z`))
}
