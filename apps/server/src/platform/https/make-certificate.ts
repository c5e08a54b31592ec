import { webcrypto } from 'node:crypto'
import { isIP } from 'node:net'
import { provideMetadataRegistry } from './metadata-registry.ts'
import { type CertificateName, type Constraints, nameConstraintsDer } from './name-constraints.ts'

/** A certificate and its private key, both PEM. */
export type Certified = { certificate: string; key: string }

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const
const NAME_CONSTRAINTS_OID = '2.5.29.30'
const DAY_MS = 86_400_000
/** A clock of a phone may be behind. */
const BACKDATED_MS = DAY_MS
const AUTHORITY_YEARS = 10
/** What Apple and the browsers bear for server certificates is 398 days. */
export const SERVER_DAYS_MAX = 397

/** A root of its own that may vouch for the names within the constraints alone, and for no further authority. */
export async function makeAuthority(given: { name: string; constraints: Constraints; now: Date }): Promise<Certified> {
  const x509 = await loadX509()
  const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])
  const ends = new Date(given.now)
  ends.setUTCFullYear(ends.getUTCFullYear() + AUTHORITY_YEARS)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: [{ CN: [given.name] }, { O: ['Yimi'] }],
    notBefore: new Date(given.now.getTime() - BACKDATED_MS),
    notAfter: ends,
    keys,
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      // Not critical: what does not know constraints then passes them by, where it would else refuse the whole authority.
      new x509.Extension(NAME_CONSTRAINTS_OID, false, new Uint8Array(nameConstraintsDer(given.constraints))),
    ],
  })
  return { certificate: `${certificate.toString('pem')}\n`, key: await pemOf(keys.privateKey) }
}

/** A server certificate under the authority, for exactly these names. */
export async function makeServerCertificate(given: {
  authority: Certified
  names: readonly CertificateName[]
  now: Date
}): Promise<Certified> {
  const x509 = await loadX509()
  const issuer = new x509.X509Certificate(given.authority.certificate)
  const signingKey = await importKey(given.authority.key)
  const keys = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])
  const ends = new Date(given.now.getTime() - BACKDATED_MS + SERVER_DAYS_MAX * DAY_MS)
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: [{ CN: ['Yimi'] }],
    issuer: issuer.subjectName,
    notBefore: new Date(given.now.getTime() - BACKDATED_MS),
    notAfter: ends < issuer.notAfter ? ends : issuer.notAfter,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: SIGNING,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        given.names.map((name) => ({ type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const), value: name })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: `${certificate.toString('pem')}\n`, key: await pemOf(keys.privateKey) }
}

/** Loaded when a certificate is made, about once a year: each other start goes without it. */
async function loadX509() {
  provideMetadataRegistry()
  const x509 = await import('@peculiar/x509')
  x509.cryptoProvider.set(webcrypto)
  return x509
}

/** 16 random bytes, positive: more than the 64 bits that the browsers ask for. */
function newSerial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return Buffer.from(bytes).toString('hex')
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64')
  return webcrypto.subtle.importKey('pkcs8', der, CURVE, false, ['sign'])
}
