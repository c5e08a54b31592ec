import type { Id } from './ids.ts'

/** Why somebody cannot have a service now. Codes are stable; the words say what to do. */
export const ELIGIBILITY_FAULTS = [
  'not-offered',
  'closed-for-now',
  'opted-out',
  'not-living',
  'not-of-station',
  'no-household',
  'birth-date-unknown',
  'too-young',
  'too-old',
  'mark-missing',
  'consent-missing',
  'guardian-consent-missing',
  'means-missing',
] as const
export type EligibilityCode = (typeof ELIGIBILITY_FAULTS)[number]

/** `words` is what is said to the person, in the words of `ELIGIBILITY_WORDS`. */
export type EligibilityFault = { readonly code: EligibilityCode; readonly words: string }

/** What a sentence needs to know: the service, an age, a day, names of marks or consents. */
export type EligibilityTerms = {
  readonly service: string
  readonly age?: number
  readonly until?: string
  readonly names?: string
}

export const ELIGIBILITY_WORDS: Readonly<Record<EligibilityCode, (terms: EligibilityTerms) => string>> = {
  'not-offered': ({ service }) => `“${service}”目前没有开展。有需要请直接告诉实践站，我们一起想办法。`,
  'closed-for-now': ({ service, until }) =>
    until
      ? `“${service}”暂停到${until}，之后可以再点。急用请打实践站电话。`
      : `“${service}”暂停服务，恢复时间还没有定。急用请打实践站电话。`,
  'opted-out': ({ service }) => `登记过不需要“${service}”。如果改变了主意，随时可以恢复，跟实践站说一声就行。`,
  'not-living': ({ service }) => `居民档案里这位已离世或已迁出，不能安排“${service}”。如果记录有误，请到实践站更正。`,
  'not-of-station': ({ service }) =>
    `“${service}”由居住地的实践站办理，这位居民登记在别的站。请联系居住地的站，或先办理迁入登记。`,
  'no-household': ({ service }) => `“${service}”要送到家，档案里还没有门牌。请先登记住址。`,
  'birth-date-unknown': ({ service }) => `“${service}”按证件上的出生日期办理，档案里还没有。请带身份证到实践站登记。`,
  'too-young': ({ service, age }) =>
    `“${service}”面向${age ?? ''}岁及以上的居民，按证件上的出生日期计算，现在还没有到。其他服务照常可以点。`,
  'too-old': ({ service, age }) =>
    `“${service}”面向${age ?? ''}岁及以下的居民，按证件上的出生日期计算。其他服务照常可以点。`,
  'mark-missing': ({ service, names }) =>
    `“${service}”面向登记过的${names ?? ''}。如果情况符合，请告诉实践站，核实登记后就能办理。`,
  'consent-missing': ({ service, names }) =>
    `办理“${service}”要先征得本人同意（${names ?? ''}）。愿意的话，当面、来电或在网上说一声即可；不同意不影响其他服务。`,
  'guardian-consent-missing': ({ service, names }) =>
    `孩子未满十四周岁，“${service}”要由监护人同意（${names ?? ''}）。请监护人来电或到实践站说一声。`,
  'means-missing': ({ service }) => `“${service}”目前没有可用的办理方式。请打实践站电话，由工作人员陪同办理。`,
}

/** Those of many who cannot have it, by person. */
export type EligibilityFaults = ReadonlyMap<Id, EligibilityFault>

/** Of a birth that was reported without the child. */
export const childMissingWords = (service: string) =>
  `“${service}”是送给孩子的，档案里还没有孩子。请先在居民里登记孩子，再来办理。`
