import { expect, test } from 'vitest'
import { doorKeysOf, readDoor, sortKeyOf } from './building-order.ts'

test('doors stand in building order: numbers as numbers, Chinese numbers too', () => {
  const doors = [
    ['梧桐里', '10号楼', '1单元', '101室'],
    ['梧桐里', '2号楼', '二单元', '1001室'],
    ['梧桐里', '2号楼', '1单元', '201室'],
    ['梧桐里', '2号楼', '十二单元', '101室'],
    ['梧桐里', '2号楼', '二单元', '201室'],
  ]
  const ordered = [...doors].sort((a, b) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1))
  expect(ordered.map((labels) => labels.slice(1).join(''))).toEqual([
    '2号楼1单元201室',
    '2号楼二单元201室',
    '2号楼二单元1001室',
    '2号楼十二单元101室',
    '10号楼1单元101室',
  ])
})

test('what a door is found by', () => {
  expect(doorKeysOf(['梧桐里', '3号楼', '二单元', '501室'])).toEqual({ tail: '501', numbers: '3-2-501' })
  expect(doorKeysOf(['三里河', '甲5号'])).toEqual({ tail: '5', numbers: '5' })
  expect(doorKeysOf(['麦浪村', '东巷', '12A'])).toEqual({ tail: '12a', numbers: '12a' })
  expect(doorKeysOf(['老粮站'])).toEqual({ tail: '老粮站', numbers: '' })
})

test.each([
  ['3-2-501', { tail: '501', numbers: ['3', '2', '501'], words: [] }],
  ['３号楼501', { tail: '501', numbers: ['3', '501'], words: [] }],
  ['梧桐里3号楼', { tail: '3', numbers: ['3'], words: ['梧桐里'] }],
  ['梧桐里', { tail: undefined, numbers: [], words: ['梧桐里'] }],
  ['王小明', undefined],
  ['', undefined],
])('%s is read as a door', (search, wanted) => {
  expect(readDoor(search)).toEqual(wanted)
})
