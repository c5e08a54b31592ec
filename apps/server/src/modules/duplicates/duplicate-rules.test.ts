import { describe, expect, test } from 'vitest'
import { type ComparedPerson, comparePeople, isOneSlip, JUDGED_FROM, meetingKeys } from './duplicate-rules.ts'
import { buildPerson, type Pair, sameAgain, seeded, twoPeople } from './generated-pairs.ts'

const PAIRS = 2_000

function generated(seed: number, make: (random: ReturnType<typeof seeded>) => Pair): Pair[] {
  const random = seeded(seed)
  return Array.from({ length: PAIRS }, () => make(random))
}
function isFound({ a, b }: Pair): boolean {
  const keys = new Set(meetingKeys(a))
  return meetingKeys(b).some((key) => keys.has(key)) && comparePeople(a, b).score >= JUDGED_FROM
}
function missedKinds(pairs: readonly Pair[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of pairs) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

describe.each([1, 20_261_123, 77])('pairs of seed %i', (seed) => {
  test('2,000 of one person: at least 95 % meet and are shown', () => {
    const pairs = generated(seed, sameAgain)
    const missed = pairs.filter((pair) => !isFound(pair))
    expect(missed.length / PAIRS, JSON.stringify(missedKinds(missed))).toBeLessThanOrEqual(0.05)
  })
  test('2,000 of two people, most of one family, house or name: at most 2 % are shown', () => {
    const wrong = generated(seed, twoPeople).filter(isFound)
    expect(wrong.length / PAIRS, JSON.stringify(missedKinds(wrong))).toBeLessThanOrEqual(0.02)
  })
})

const person: ComparedPerson = { ...buildPerson(seeded(3)), name: '赵建国', birthDate: '1953-03-05', sex: 'male' }
test.each<[string, Partial<ComparedPerson>, keyof ComparedPerson, string]>([
  ['a name of the same sound', { name: '赵健国' }, 'name', 'same-sound'],
  ['a traditional form', { name: '趙建國' }, 'name', 'same-sound'],
  ['blanks in the name', { name: '赵 建 国' }, 'name', 'same'],
  ['one other sign', { name: '赵建军' }, 'name', 'close'],
  ['another name', { name: '安平' }, 'name', 'different'],
  ['month and day swapped', { birthDate: '1953-05-03' }, 'birthDate', 'close'],
  ['a digit of the year', { birthDate: '1963-03-05' }, 'birthDate', 'close'],
  ['another day', { birthDate: '1961-11-27' }, 'birthDate', 'different'],
  ['no birth date', { birthDate: undefined }, 'birthDate', 'unknown'],
  [
    'the building called otherwise',
    { dwelling: person.dwelling.map((label) => label.replace('号楼', '栋')) },
    'dwelling',
    'same',
  ],
])('%s', (_, other, field, likeness) => {
  expect(comparePeople(person, { ...person, ...other }).fields).toMatchObject({ [field]: likeness })
})

test.each([
  ['123456', '124356', true],
  ['123456', '123556', true],
  ['123456', '12345', true],
  ['123456', '1234567', true],
  ['123456', '124355', false],
  ['123456', '654321', false],
])('%s and %s are one slip apart: %s', (a, b, expected) => expect(isOneSlip(a, b)).toBe(expected))

test('two identity numbers that have little in common outweigh everything else', () => {
  const twin = { ...person, name: '赵建军', idNumber: '990101195303051111' }
  expect(comparePeople({ ...person, idNumber: '990101195303057777' }, twin).score).toBeLessThan(JUDGED_FROM)
})
