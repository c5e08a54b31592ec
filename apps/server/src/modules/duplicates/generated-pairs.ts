import { addDays, type PlainDate, parsePlainDate } from '@yimi/almanac/plain-date.ts'
import { checkSignOf, readIdNumber } from '#platform/spreadsheets/cells/read-id-number.ts'
import type { ComparedPerson } from './duplicate-rules.ts'

/** Pairs for measuring the rules: of one person written twice, and of two people who look alike. */
export type Pair = { readonly a: ComparedPerson; readonly b: ComparedPerson; readonly kind: string }
type Random = (below: number) => number

/** mulberry32: the same seed gives the same pairs. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢',
]
const GIVEN = [...'伟芳娜敏静丽强磊洋艳勇军杰娟涛明超霞平刚桂英华玉兰红建国志文秀珍海燕春梅云峰雪琴永福德顺']
/** Signs of one sound that are taken for each other. */
const SAME_SOUND: Readonly<Record<string, string>> = {
  伟: '卫',
  芳: '方',
  静: '敬',
  丽: '莉',
  强: '蔷',
  艳: '燕',
  军: '君',
  杰: '洁',
  涛: '韬',
  明: '铭',
  霞: '暇',
  平: '萍',
  刚: '钢',
  英: '瑛',
  华: '骅',
  玉: '钰',
  红: '虹',
  建: '健',
  志: '智',
  文: '雯',
  珍: '真',
  云: '芸',
  峰: '锋',
  琴: '芹',
  永: '咏',
  福: '富',
  德: '得',
  国: '囯',
}

export function buildPerson(random: Random): ComparedPerson {
  const surname = pick(random, SURNAMES)
  const given = pick(random, GIVEN) + (random(4) > 0 ? pick(random, GIVEN) : '')
  const birthDate = addDays(parsePlainDate('1935-01-01'), random(365 * 80))
  const sex = random(2) === 0 ? 'male' : 'female'
  return {
    name: surname + given,
    sex,
    idNumber: random(10) < 8 ? idNumberOf(random, birthDate, sex) : undefined,
    birthDate,
    phone: random(10) < 8 ? phoneOf(random) : undefined,
    dwelling: [`${random(40) + 1}号楼`, `${random(6) + 1}单元`, `${(random(18) + 1) * 100 + random(4) + 1}`],
  }
}

/** The same person as another list has him: one slip or two, some fields empty. */
export function sameAgain(random: Random): Pair {
  const a = buildPerson(random)
  const slips = Object.keys(SLIPS)
  const first = pick(random, slips)
  const second = random(3) === 0 ? pick(random, slips) : undefined
  let b = SLIPS[first]?.(a, random) ?? a
  if (second && second !== first) b = SLIPS[second]?.(b, random) ?? b
  return { a, b, kind: [first, second].filter(Boolean).join('+') }
}

/** Two people who share what families, neighbours and namesakes share. */
export function twoPeople(random: Random): Pair {
  const a = buildPerson(random)
  const kinds = Object.keys(OTHERS)
  const kind = pick(random, kinds)
  return { a, b: OTHERS[kind]?.(a, random) ?? buildPerson(random), kind }
}

const SLIPS: Readonly<Record<string, (person: ComparedPerson, random: Random) => ComparedPerson>> = {
  'same sound': (person) => ({
    ...person,
    name: [...person.name].map((sign, at) => (at > 0 ? (SAME_SOUND[sign] ?? sign) : sign)).join(''),
  }),
  'one sign of the name': (person, random) => {
    const signs = [...person.name]
    if (signs.length < 3) return person
    signs[signs.length - 1] = pick(random, GIVEN)
    return { ...person, name: signs.join('') }
  },
  'blank in the name': (person) => ({ ...person, name: [...person.name].join(' ') }),
  'swapped digits of the number': (person, random) => ({ ...person, idNumber: swapped(person.idNumber, random, 6) }),
  'a wrong digit of the number': (person, random) => ({ ...person, idNumber: replaced(person.idNumber, random, 6) }),
  'number of 15 digits': (person) => {
    const { idNumber: number } = person
    if (number?.slice(6, 8) !== '19') return person
    const { value } = readIdNumber(number.slice(0, 6) + number.slice(8, 17), { today: '2026-11-23' })
    return { ...person, idNumber: value?.number }
  },
  'no number': (person) => ({ ...person, idNumber: undefined }),
  'month and day swapped': (person) => {
    const [year, month = '', day = ''] = (person.birthDate ?? '').split('-')
    return {
      ...person,
      idNumber: undefined,
      birthDate: Number(day) <= 12 ? `${year}-${day}-${month}` : person.birthDate,
    }
  },
  'a digit of the birth date': (person, random) => ({
    ...person,
    idNumber: undefined,
    birthDate: offByOne(person.birthDate, random),
  }),
  'new telephone': (person, random) => ({ ...person, phone: phoneOf(random) }),
  'swapped digits of the telephone': (person, random) => ({ ...person, phone: swapped(person.phone, random, 3) }),
  'moved within the station': (person, random) => ({ ...person, dwelling: buildPerson(random).dwelling }),
  'dwelling written otherwise': (person) => ({
    ...person,
    dwelling: person.dwelling.map((label) => label.replace('号楼', '栋').replace('单元', '门')),
  }),
  'no telephone': (person) => ({ ...person, phone: undefined }),
  'no dwelling': (person) => ({ ...person, dwelling: [] }),
  'no birth date': (person) => ({ ...person, birthDate: undefined }),
}

const OTHERS: Readonly<Record<string, (person: ComparedPerson, random: Random) => ComparedPerson>> = {
  strangers: (_, random) => buildPerson(random),
  'husband and wife': (person, random) => ({
    ...buildPerson(random),
    sex: person.sex === 'male' ? 'female' : 'male',
    phone: person.phone,
    dwelling: person.dwelling,
  }),
  'parent and child': (person, random) => {
    const child = buildPerson(random)
    return {
      ...child,
      name: `${[...person.name][0]}${[...child.name].slice(1).join('')}`,
      phone: person.phone,
      dwelling: person.dwelling,
    }
  },
  'brothers or sisters': (person, random) => {
    const other = buildPerson(random)
    return {
      ...other,
      name: `${[...person.name].slice(0, 2).join('')}${pick(random, GIVEN)}`,
      sex: person.sex,
      dwelling: person.dwelling,
    }
  },
  namesakes: (person, random) => ({ ...buildPerson(random), name: person.name }),
  'namesakes of one building': (person, random) => ({
    ...buildPerson(random),
    name: person.name,
    sex: person.sex,
    dwelling: [person.dwelling[0] ?? '', ...buildPerson(random).dwelling.slice(1)],
  }),
  'same birth date': (person, random) => ({
    ...buildPerson(random),
    birthDate: person.birthDate,
    sex: person.sex,
    idNumber: idNumberOf(random, person.birthDate as PlainDate, person.sex ?? 'male'),
  }),
  neighbours: (person, random) => ({ ...buildPerson(random), dwelling: person.dwelling }),
  'new tenants with the old number': (person, random) => ({
    ...buildPerson(random),
    phone: person.phone,
    dwelling: person.dwelling,
  }),
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random(items.length)] as Item
}

function phoneOf(random: Random): string {
  return `1${3 + random(7)}${String(random(1_000_000_000)).padStart(9, '0')}`
}

function idNumberOf(random: Random, birthDate: string, sex: 'male' | 'female'): string {
  const sequence = random(499) * 2 + (sex === 'male' ? 1 : 2)
  const digits = `9901${String(random(9) + 1).padStart(2, '0')}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return digits + checkSignOf(digits)
}

function swapped(text: string | undefined, random: Random, from: number): string | undefined {
  if (!text) return text
  const at = from + random(text.length - from - 1)
  return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`
}

function replaced(text: string | undefined, random: Random, from: number): string | undefined {
  if (!text) return text
  const at = from + random(text.length - from)
  return `${text.slice(0, at)}${(Number(text[at]) + 1 + random(8)) % 10 || 0}${text.slice(at + 1)}`
}

function offByOne(date: string | undefined, random: Random): string | undefined {
  if (!date) return date
  const [year, month, day] = date.split('-')
  return random(2) === 0
    ? `${Number(year) + (random(2) === 0 ? 1 : 10)}-${month}-${day}`
    : `${year}-${month}-${String((Number(day) % 28) + 1).padStart(2, '0')}`
}
