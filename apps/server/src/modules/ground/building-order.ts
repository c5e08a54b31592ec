const CHINESE_DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
/** What follows a number in a door: 三单元 is 3, 三里河 is a name. */
const UNITS = '号栋幢座单楼层室户门院巷弄组队区期'
const CHINESE_NUMBER = new RegExp(`[一二两三四五六七八九十百]+(?=[${UNITS}])`, 'gu')
const UNIT_WORDS = new RegExp(`^[${UNITS}元之第牌]*$`, 'u')
/** Longer numbers than this do not occur on doors; all are padded to it. */
const NUMBER_WIDTH = 6

/** By which doors stand in building order: numbers compare as numbers, 2单元 before 10单元, 二单元 as 2单元. */
export function sortKeyOf(labels: readonly string[]): string {
  return labels
    .map((label) => comparable(label).replace(/\d+/g, (digits) => digits.padStart(NUMBER_WIDTH, '0')))
    .join('|')
}

/** What a door is found by: its last number (501), else its last label; and the numbers of all labels (3-2-501). */
export function doorKeysOf(labels: readonly string[]): { tail: string; numbers: string } {
  const numbers = labels.flatMap((label) => numbersOf(comparable(label)))
  const last = comparable(labels.at(-1) ?? '')
  return { tail: numbersOf(last).at(-1) ?? last, numbers: numbers.join('-') }
}

export type DoorSearch = { tail: string | undefined; numbers: string[]; words: string[] }

/** A door as people write it (3-2-501, 3号楼501, 梧桐里3号楼); undefined when the words name no door. */
export function readDoor(search: string): DoorSearch | undefined {
  const plain = comparable(search)
  const numbers = numbersOf(plain)
  const words = plain
    .split(/[\d\s\-—–_,，。#/]+|(?<=\d)[a-z](?![a-z])/u)
    .map((word) => word.replace(new RegExp(`^[${UNITS}元]+`, 'u'), ''))
    .filter((word) => word !== '' && !UNIT_WORDS.test(word))
  if (numbers.length === 0 && !/[里村楼院苑园巷弄路街庄屯组区]$/u.test(plain)) return undefined
  if (numbers.length === 0 && words.length === 0) return undefined
  return { tail: numbers.at(-1), numbers, words }
}

function comparable(label: string): string {
  return label
    .normalize('NFKC')
    .toLowerCase()
    .replace(CHINESE_NUMBER, (word) => String(numberOf(word)))
}

function numbersOf(text: string): string[] {
  return (text.match(/\d+(?:[a-z](?![a-z]))?/g) ?? []).map((number) => number.replace(/^0+(?=\d)/, ''))
}

function numberOf(word: string): number {
  let total = 0
  let digit = 0
  for (const sign of word) {
    if (sign === '百') {
      total += (digit || 1) * 100
      digit = 0
    } else if (sign === '十') {
      total += (digit || 1) * 10
      digit = 0
    } else digit = CHINESE_DIGITS[sign] ?? 0
  }
  return total + digit
}
