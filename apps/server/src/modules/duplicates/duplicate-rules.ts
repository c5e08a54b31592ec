import { pinyin } from 'pinyin-pro'

/** What two records are compared by; words in clear, in memory alone. */
export type ComparedPerson = {
  readonly name: string
  readonly sex: 'male' | 'female' | undefined
  /** 18 signs; old ones of 15 are turned before. */
  readonly idNumber: string | undefined
  /** Solar, as registered. */
  readonly birthDate: string | undefined
  /** Digits alone. */
  readonly phone: string | undefined
  /** The dwelling's labels from large to small. */
  readonly dwelling: readonly string[]
}

export const COMPARED_FIELDS = ['name', 'sex', 'idNumber', 'birthDate', 'phone', 'dwelling'] as const
export type ComparedField = (typeof COMPARED_FIELDS)[number]
export type Likeness = 'same' | 'same-sound' | 'close' | 'partly' | 'different' | 'unknown'

export type Comparison = {
  /** Above `JUDGED_FROM` a person is asked; nothing is ever merged by it. */
  readonly score: number
  readonly fields: Readonly<Record<ComparedField, Likeness>>
}

/**
 * Evidence for and against, as logarithms of how much likelier each likeness is among records of one person (Fellegi and Sunter
 * 1969), set by hand: a household shares door and telephone, so these speak weakly; a differing identity number speaks loudest.
 */
const WEIGHTS: Readonly<Record<ComparedField, Readonly<Partial<Record<Likeness, number>>>>> = {
  name: { same: 5, 'same-sound': 4, close: 1.5, partly: 0, different: -6 },
  sex: { same: 0.3, different: -4 },
  idNumber: { same: 10, close: 5, different: -10 },
  birthDate: { same: 3.5, close: 1.5, partly: 0, different: -4 },
  phone: { same: 2.5, close: 1.5, different: -0.3 },
  dwelling: { same: 1.5, partly: 0.3, different: -0.7 },
}

export const JUDGED_FROM = 5

export function comparePeople(a: ComparedPerson, b: ComparedPerson): Comparison {
  const fields: Record<ComparedField, Likeness> = {
    name: likenessOfNames(a.name, b.name),
    sex: both(a.sex, b.sex, (x, y) => (x === y ? 'same' : 'different')),
    idNumber: both(a.idNumber, b.idNumber, (x, y) => (x === y ? 'same' : isOneSlip(x, y) ? 'close' : 'different')),
    birthDate: both(a.birthDate, b.birthDate, likenessOfDates),
    phone: both(a.phone, b.phone, (x, y) => (x === y ? 'same' : isOneSlip(x, y) ? 'close' : 'different')),
    dwelling: likenessOfDwellings(a.dwelling, b.dwelling),
  }
  const score = COMPARED_FIELDS.reduce((sum, field) => sum + (WEIGHTS[field][fields[field]] ?? 0), 0)
  return { score, fields }
}

/**
 * The keys under which records of one person meet: who shares none is never compared. Each is looked up by the columns that are kept
 * for search anyway: blind indexes of identity number, telephone and name, birth date with sex, the dwelling.
 */
export function meetingKeys(person: ComparedPerson): string[] {
  const { name, sex, idNumber, birthDate, phone, dwelling } = person
  return [
    `name ${name}`,
    ...(idNumber ? [`id ${idNumber}`] : []),
    ...(phone ? [`phone ${phone}`] : []),
    ...(birthDate ? [`birth ${birthDate} ${sex ?? ''}`] : []),
    ...(dwelling.length > 0 ? [`door ${dwelling.join('/')}`] : []),
  ]
}

function both<Value>(a: Value | undefined, b: Value | undefined, compare: (a: Value, b: Value) => Likeness): Likeness {
  return a === undefined || b === undefined || a === '' || b === '' ? 'unknown' : compare(a, b)
}

/** Equal but for dots and blanks; of the same sound (峰, 锋, 張); one sign of three or more differing; one within the other. */
function likenessOfNames(a: string, b: string): Likeness {
  const [x, y] = [plainName(a), plainName(b)]
  if (x === '' || y === '') return 'unknown'
  if (x === y) return 'same'
  if (soundOf(x) === soundOf(y)) return 'same-sound'
  if (isOneSlip(x, y) && Math.min([...x].length, [...y].length) >= 3) return 'close'
  if (x.length >= 2 && y.length >= 2 && (x.startsWith(y) || y.startsWith(x))) return 'close'
  const [firstX, firstY] = [[...x][0], [...y][0]]
  return firstX === firstY && [...x].some((sign, at) => at > 0 && [...y].slice(1).includes(sign))
    ? 'partly'
    : 'different'
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}]/gu, '')
}

const sounds = new Map<string, string>()
/** Names come up again and again within one search for duplicates. */
const SOUNDS_MAX = 20_000

function soundOf(name: string): string {
  const known = sounds.get(name)
  if (known !== undefined) return known
  if (sounds.size >= SOUNDS_MAX) sounds.clear()
  const sound = pinyin(name, { toneType: 'none', surname: 'head' }).replace(/\s/g, '')
  sounds.set(name, sound)
  return sound
}

/** Month and day swapped, one sign wrong or two swapped, a year or a decade off with month and day equal. */
function likenessOfDates(a: string, b: string): Likeness {
  if (a === b) return 'same'
  const [yearA, monthA, dayA] = a.split('-')
  const [yearB, monthB, dayB] = b.split('-')
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'close'
  if (isOneSlip(a, b)) return 'close'
  return yearA === yearB ? 'partly' : 'different'
}

function likenessOfDwellings(a: readonly string[], b: readonly string[]): Likeness {
  if (a.length === 0 || b.length === 0) return 'unknown'
  const [x, y] = [a.map(plainLabel), b.map(plainLabel)]
  if (x.join('/') === y.join('/')) return 'same'
  const common = x.findIndex((label, at) => label !== y[at])
  return common >= 2 || common === -1 ? 'partly' : 'different'
}

/** 「3号楼」, 「3栋」 and 「3」 are one. */
function plainLabel(label: string): string {
  const half = label.normalize('NFKC').replace(/\s/g, '')
  return /\d+/.exec(half)?.[0] ?? half
}

/** One sign replaced, left out or added, or two neighbours swapped. */
export function isOneSlip(a: string, b: string): boolean {
  const [x, y] = [[...a], [...b]]
  if (Math.abs(x.length - y.length) > 1) return false
  let at = 0
  while (at < x.length && x[at] === y[at]) at += 1
  const rest = (signs: readonly string[], from: number) => signs.slice(from).join('')
  if (x.length !== y.length)
    return x.length > y.length ? rest(x, at + 1) === rest(y, at) : rest(y, at + 1) === rest(x, at)
  if (rest(x, at + 1) === rest(y, at + 1)) return true
  return x[at] === y[at + 1] && x[at + 1] === y[at] && rest(x, at + 2) === rest(y, at + 2)
}
