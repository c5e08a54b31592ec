/** Hours of service, one certificate a page; anybody can check it with its number. */
export type HourCertificates = {
  readonly kind: 'hour-certificates'
  readonly certificates: readonly PrintedCertificate[]
}

export type PrintedCertificate = {
  readonly number: string
  readonly name: string
  readonly volunteerNumber: string
  readonly unit: string
  /** «2026年1月1日» */
  readonly from: string
  readonly until: string
  /** «36 小时 30 分钟» */
  readonly hours: string
  readonly lines: readonly { readonly content: string; readonly times: string; readonly hours: string }[]
  /** Who made it out, or ''. */
  readonly handler: string
  readonly issuedOn: string
  /** Leads to the page that checks it. */
  readonly qr: string
  /** The same, to be typed. */
  readonly checkAt: string
}
