import { CertificatePeriod, HourCertificate } from './hour-certificate.ts'
import { IdParams } from './ids.ts'
import { PrintedFile } from './printed-file.ts'
import { defineRoute } from './route.ts'

export const issueCertificate = defineRoute({
  method: 'POST',
  path: '/volunteers/:id/certificates',
  summary: 'Make out a certificate for a volunteer; whoever does answers for it',
  capability: 'hours.certify',
  owner: 'record',
  idempotent: true,
  params: IdParams,
  body: CertificatePeriod,
  answer: HourCertificate,
})

export const printCertificates = defineRoute({
  method: 'POST',
  path: '/volunteers/:id/certificates/print',
  summary: 'Certificates in force of a volunteer, a page each',
  capability: 'hours.certify',
  owner: 'record',
  params: IdParams,
  answer: PrintedFile,
})
