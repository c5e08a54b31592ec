import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Environment, type HttpsMode, httpsModeOf } from '../environment.ts'
import type { Log } from '../log.ts'
import { machineNames } from './machine-names.ts'
import type { Certified } from './make-certificate.ts'
import { type Authority, keepLocalCertificate } from './server-certificate.ts'

/** How this installation is reached over HTTPS, for the pages that say so. */
export type HttpsFacts = {
  readonly mode: HttpsMode
  /** Port of the listener; undefined behind a proxy, which has its own. */
  readonly port: number | undefined
  /** In `local` mode alone. */
  readonly authority: Authority | undefined
  /** Names and addresses that the certificate holds; empty where it is not ours. */
  names(): readonly string[]
}

/** The same for the listener: gives the certificate to serve with, and a later one when there is one. */
export type CertificateSource = HttpsFacts & {
  certificate(): Certified
  /** Looks again. True when another certificate is to be served from now on. */
  refresh(now: Date): Promise<boolean>
}

/** Undefined behind a proxy. */
export function openCertificates(
  environment: Environment,
  log: Log,
  now = new Date(),
): Promise<CertificateSource | undefined> {
  const mode = httpsModeOf(environment)
  if (mode === 'local') return localCertificates(environment, log, now)
  return Promise.resolve(mode === 'own' ? ownCertificates(environment, log) : undefined)
}

async function localCertificates(environment: Environment, log: Log, now: Date): Promise<CertificateSource> {
  const folder = join(environment.YIMI_DATA, 'keys', 'https')
  const more = environment.YIMI_HTTPS_NAMES.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
  const look = (at: Date) => keepLocalCertificate({ folder, wanted: machineNames(more), now: at })
  let kept = await look(now)
  const tellOutside = () => {
    if (kept.outside.length > 0) log.warn({ names: kept.outside }, 'the local authority may not vouch for these names')
  }
  tellOutside()
  return {
    mode: 'local',
    port: environment.YIMI_HTTPS_PORT,
    authority: kept.authority,
    names: () => kept.names,
    certificate: () => kept.server,
    async refresh(at) {
      const before = kept
      kept = await look(at)
      if (before.server.certificate === kept.server.certificate) return false
      log.info({ names: kept.names }, 'a new server certificate was made')
      tellOutside()
      return true
    },
  }
}

function ownCertificates(environment: Environment, log: Log): CertificateSource {
  const { YIMI_HTTPS_CERT: certificateFile = '', YIMI_HTTPS_KEY: keyFile = '' } = environment
  const read = () => ({ certificate: readFileSync(certificateFile, 'utf8'), key: readFileSync(keyFile, 'utf8') })
  const stamp = () => [certificateFile, keyFile].map((file) => statSync(file).mtimeMs).join()
  let kept = read()
  let keptStamp = stamp()
  return {
    mode: 'own',
    port: environment.YIMI_HTTPS_PORT,
    authority: undefined,
    names: () => [],
    certificate: () => kept,
    async refresh() {
      if (stamp() === keptStamp) return false
      kept = read()
      keptStamp = stamp()
      log.info('the certificate files were read again')
      return true
    },
  }
}
