import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { ProgramFault } from '../fault.ts'
import { writeWhole } from '../files/write-whole.ts'
import { type Certified, makeAuthority, makeServerCertificate } from './make-certificate.ts'
import { addressBytes, type CertificateName, type Constraints, constraintsFor, isWithin } from './name-constraints.ts'

/** What the pages tell about the local authority. */
export type Authority = {
  /** DER, as phones and Windows take it. */
  der: Buffer
  /** SHA-256, upper-case hex in pairs with colons: what every system shows. */
  fingerprint: string
  /** The older one, which the dialog of Windows shows. */
  fingerprintSha1: string
  name: string
  endsAt: Date
}

export type LocalCertificate = {
  server: Certified
  authority: Authority
  /** The names that the certificate holds, sorted. */
  names: readonly CertificateName[]
  /** Names of the machine that the authority may not vouch for: it was made before the machine had them. */
  outside: readonly CertificateName[]
}

const DAY_MS = 86_400_000
/** A new one is made so long before the end of the old one. */
const RENEW_DAYS = 30

/**
 * Reads the authority and the server certificate of the folder, makes what is missing, and a new server certificate when the
 * old one ends within 30 days, lacks a name, or is not of this authority. The authority stays: people have trusted it.
 */
export async function keepLocalCertificate(given: {
  folder: string
  wanted: readonly CertificateName[]
  now: Date
}): Promise<LocalCertificate> {
  mkdirSync(given.folder, { recursive: true, mode: 0o700 })
  const authority = await keepAuthority(given)
  const constraints = readConstraints(given.folder)
  const names = given.wanted.filter((name) => isWithin(name, constraints))
  const outside = given.wanted.filter((name) => !isWithin(name, constraints))
  const kept = readPair(given.folder, 'server')
  const server =
    kept && isFit(kept, authority, names, given.now)
      ? kept
      : writePair(given.folder, 'server', await makeServerCertificate({ authority, names, now: given.now }))
  return { server, authority: aboutAuthority(authority.certificate), names, outside }
}

async function keepAuthority(given: { folder: string; wanted: readonly CertificateName[]; now: Date }) {
  const kept = readPair(given.folder, 'authority')
  if (kept) return kept
  const constraints = constraintsFor(given.wanted)
  const day = given.now.toISOString().slice(0, 10)
  const made = await makeAuthority({ name: `一米本机证书 ${hostname()} ${day}`, constraints, now: given.now })
  writeWhole(join(given.folder, 'authority-constraints.json'), JSON.stringify(constraints))
  return writePair(given.folder, 'authority', made)
}

/** Kept beside the authority, because Node reads no constraints out of a certificate. */
function readConstraints(folder: string): Constraints {
  const read: Constraints = JSON.parse(readFileSync(join(folder, 'authority-constraints.json'), 'utf8'))
  return read
}

function isFit(pair: Certified, authority: Certified, names: readonly CertificateName[], now: Date): boolean {
  const certificate = new X509Certificate(pair.certificate)
  const issuer = new X509Certificate(authority.certificate)
  const held = new Set(namesOf(certificate))
  return (
    certificate.checkIssued(issuer) &&
    certificate.verify(issuer.publicKey) &&
    new Date(certificate.validTo).getTime() - now.getTime() > RENEW_DAYS * DAY_MS &&
    new Date(certificate.validFrom) <= now &&
    names.every((name) => held.has(comparable(name)))
  )
}

/** `DNS:pc-1, IP Address:192.168.1.5` */
function namesOf(certificate: X509Certificate): string[] {
  return (certificate.subjectAltName ?? '')
    .split(', ')
    .map((part) => comparable(part.replace(/^(DNS|IP Address):/, '').toLowerCase()))
}

/** One writing for each IPv6 address. */
function comparable(name: CertificateName): string {
  return isIP(name) === 6 ? addressBytes(name).join('.') : name
}

function aboutAuthority(pem: string): Authority {
  const certificate = new X509Certificate(pem)
  return {
    der: certificate.raw,
    fingerprint: certificate.fingerprint256,
    fingerprintSha1: certificate.fingerprint,
    name: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? '',
    endsAt: new Date(certificate.validTo),
  }
}

function readPair(folder: string, name: string): Certified | undefined {
  const file = join(folder, `${name}.pem`)
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  const [key, certificate] = ['PRIVATE KEY', 'CERTIFICATE'].map(
    (kind) => new RegExp(`-----BEGIN ${kind}-----[^-]+-----END ${kind}-----\n`).exec(text)?.[0],
  )
  if (!key || !certificate) throw new ProgramFault(`${file} is damaged: it must hold a private key and a certificate`)
  return { key, certificate }
}

/** Both in one file, so that a cut never leaves a key beside another key's certificate. */
function writePair(folder: string, name: string, pair: Certified): Certified {
  writeWhole(join(folder, `${name}.pem`), pair.key + pair.certificate)
  return pair
}
