import type { NewResident } from '#modules/people/people.ts'

/** Invented from parts; no name, number or address of it is anybody's. */
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', '欧阳', '单', '仇', '查', '覃', '曾']
// women first and men after them in turn: the place says which
const ELDERS = ['秀兰', '国栋', '桂芳', '建国', '淑珍', '德福', '玉梅', '文斌', '慧敏', '堃', '素琴', '志远']
const ADULTS = ['珺', '喆', '雅婷', '晓峰', '海燕', '明哲', '佳怡', '立新', '若兰', '一鸣', '子涵', '思远']
const CHILDREN = ['小满', '予安', '知夏', '沐阳', '一诺', '嘉禾']
const WHOLE_NAMES = ['阿依古丽·热合曼', '买买提·艾力', '卓玛·央金', '巴特尔', '𠮷永', '㛃娜']
/** No administrative division begins with 99. */
const NUMBER_PREFIX = '990101'
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const HOUSEHOLDS = 8
/** The station whose lists and rounds are shown has some more. */
const HOUSEHOLDS_OF_FIRST = 12
/** Two streets of buildings, two units each; the last station is a village of lanes and yards. */
const ROOMS = ['101室', '102室', '201室', '202室']

export type DemoResident = Omit<NewResident, 'orgId' | 'dwellingId' | 'source'> & { labels: string[] }

/** Some twenty people of a station in eight households or more, the same ones each time. */
export function demoResidents(place: number, neighbourhood: string, village: boolean): DemoResident[] {
  const households = place === 0 ? HOUSEHOLDS_OF_FIRST : HOUSEHOLDS
  const half = households / 2
  return Array.from({ length: households }, (_, index) => {
    const surname = SURNAMES[(place * 5 + index) % SURNAMES.length] ?? '王'
    const labels = village
      ? [neighbourhood, index < half ? '东巷' : '西巷', `${(index % half) + 1}号院`]
      : [`${neighbourhood}里`, `${index < half ? 1 : 2}号楼`, `${(index % 2) + 1}单元`, roomOf(index)]
    return household(place, index, surname).map((person) => ({ ...person, labels }))
  }).flat()
}

function roomOf(index: number): string {
  return ROOMS[Math.floor(index / 2) % ROOMS.length] ?? '101室'
}

function household(place: number, index: number, surname: string): Omit<DemoResident, 'labels'>[] {
  const seed = place * 31 + index * 7
  const elder = person(seed, elderName(place, index, surname), 1938 + (seed % 14), 'head')
  const members = [withCelebration(elder, index)]
  // an even seed is a woman's, and so is an even place in the lists
  const own = (names: readonly string[], offset: number) => `${surname}${names[(seed + offset) % names.length]}`
  const spouse = `${SURNAMES[(seed + 9) % SURNAMES.length]}${ELDERS[(seed + 3) % ELDERS.length]}`
  if (index % 4 !== 0) members.push(person(seed + 1, own(ADULTS, 1), 1968 + (seed % 18), 'child'))
  if (index % 4 === 1) members.push(person(seed + 3, spouse, 1940 + (seed % 12), 'spouse'))
  if (index % 4 === 2 || index % 4 === 3)
    members.push(person(seed + 5, own(CHILDREN, 5), 2012 + (seed % 13), 'grandchild'))
  return members
}

function elderName(place: number, index: number, surname: string): string {
  const whole = index === 6 ? WHOLE_NAMES[place % WHOLE_NAMES.length] : undefined
  return whole ?? `${surname}${ELDERS[(place * 31 + index * 7) % ELDERS.length]}`
}

function person(seed: number, name: string, year: number, role: DemoResident['role']): Omit<DemoResident, 'labels'> {
  const month = (seed % 12) + 1
  const day = ((seed * 3) % 28) + 1
  const birthDate = `${year}-${two(month)}-${two(day)}`
  const sex = seed % 2 === 0 ? 'female' : 'male'
  return {
    name,
    sex,
    birthDate,
    ...(role ? { role } : {}),
    idNumber: numberOf(birthDate, seed, sex === 'male'),
    contact: year > 2008 ? '' : `1380000${String(1000 + ((seed * 37) % 9000))}`,
    livesThereFrom: '2020-01-01',
  }
}

/** Every second elder keeps the lunar day; one was born in a leap month, one knows only the month. */
function withCelebration(elder: Omit<DemoResident, 'labels'>, index: number): Omit<DemoResident, 'labels'> {
  if (index % 2 === 1) return elder
  const month = (index % 12) + 1
  return {
    ...elder,
    birthday: { calendar: 'lunar', month, day: index === 2 ? null : 30 - index, leap: index === 4 },
  }
}

function numberOf(birthDate: string, seed: number, male: boolean): string {
  const order = String(((seed * 2) % 998) + (male ? 1 : 0)).padStart(3, '0')
  const body = `${NUMBER_PREFIX}${birthDate.replaceAll('-', '')}${order}`
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(body[place]), 0)
  return body + ('10X98765432'[sum % 11] ?? '')
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
