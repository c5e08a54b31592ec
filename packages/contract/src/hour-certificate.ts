import { z } from 'zod'
import { Day, Id, IdParams, Instant } from './ids.ts'
import { PrintedFile } from './printed-file.ts'
import { defineRoute } from './route.ts'

export const HourCertificate = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  volunteerNumber: z.string(),
  orgName: z.string(),
  from: Day,
  until: Day,
  minutes: z.int(),
  lines: z.array(z.object({ content: z.string(), times: z.int(), minutes: z.int() })),
  /** Who of the unit made it out; empty: made from the records at the volunteer's own wish. */
  handler: z.string(),
  issuedAt: Instant,
  revokedAt: Instant.nullable(),
  /** Leads to the page on which anybody may check it: rows of `0` and `1`. */
  qr: z.array(z.string()),
})
export type HourCertificate = z.output<typeof HourCertificate>

export const CertificatePeriod = z
  .object({ from: Day, until: Day })
  .refine((one) => one.until >= one.from, { path: ['until'], message: '结束日期不能早于开始日期' })

export const listMyCertificates = defineRoute({
  method: 'GET',
  path: '/my/certificates',
  summary: 'Certificates of my hours',
  capability: 'signed-in',
  owner: 'self',
  answer: z.object({ items: z.array(HourCertificate) }),
})

export const makeMyCertificate = defineRoute({
  method: 'POST',
  path: '/my/certificates',
  summary: 'A certificate of my hours in a period, at once and free',
  capability: 'signed-in',
  owner: 'self',
  idempotent: true,
  body: CertificatePeriod,
  answer: HourCertificate,
})

export const printMyCertificate = defineRoute({
  method: 'POST',
  path: '/my/certificates/:id/print',
  summary: 'My certificate on paper',
  capability: 'signed-in',
  owner: 'self',
  params: IdParams,
  answer: PrintedFile,
})

/** For anybody who holds a certificate in the hand: the least that tells a true one from a false one. */
export const checkCertificate = defineRoute({
  method: 'GET',
  path: '/public/certificates/:number',
  summary: 'Is this number a valid certificate?',
  capability: 'public',
  owner: 'none',
  perMinute: 20,
  // Whoever has the number is shown something about a person: not over a line that others can read.
  credentials: true,
  params: z.object({ number: z.string().max(40) }),
  answer: z.object({
    result: z.enum(['valid', 'revoked', 'unknown']),
    nameMasked: z.string(),
    orgName: z.string(),
    from: Day.nullable(),
    until: Day.nullable(),
    minutes: z.int(),
    issuedOn: Day.nullable(),
  }),
})
