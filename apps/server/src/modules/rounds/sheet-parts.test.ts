import { expect, test } from 'vitest'
import { politeName } from '#modules/people/people.ts'
import { readSheetNumber, sheetNumber } from './sheet-number.ts'
import { splitDoors } from './split-doors.ts'

const doors = (count: number, grid: string | null, perEntrance: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${grid}-${index}`,
    gridId: grid,
    entranceId: perEntrance ? `${grid}-${Math.floor(index / perEntrance)}` : null,
  }))

test('a sheet names surname and title alone', () => {
  expect(politeName('王小明', 'male')).toBe('王先生')
  expect(politeName('欧阳静', 'female')).toBe('欧阳女士')
  expect(politeName('欧阳', null)).toBe('欧家')
  expect(politeName('阿依古丽·买买提', null)).toBe('阿依古丽家')
  expect(politeName('Anna Smith', 'female')).toBe('Anna女士')
  expect(politeName('', 'male')).toBe('住户')
})

test('a number typed with one wrong digit, or two exchanged, leads to no sheet', () => {
  const number = sheetNumber(1042)
  expect(readSheetNumber(` ${number.slice(0, 2)} ${number.slice(2)} `)).toBe(number)
  for (let place = 0; place < number.length; place += 1)
    for (let digit = 0; digit < 10; digit += 1) {
      const typed = `${number.slice(0, place)}${digit}${number.slice(place + 1)}`
      expect(readSheetNumber(typed)).toBe(typed === number ? number : undefined)
    }
  expect(readSheetNumber(sheetNumber(1024).replace('24', '42'))).toBeUndefined()
  expect(readSheetNumber('12')).toBeUndefined()
})

test('a Spring Festival of 2,700 doors in twenty grids is sixty sheets of 45, in building order', () => {
  const all = Array.from({ length: 20 }, (_, grid) => doors(135, `grid${grid}`, 0)).flat()
  const sheets = splitDoors(all, 45)
  expect(sheets).toHaveLength(60)
  expect(sheets.every((sheet) => sheet.length === 45)).toBe(true)
  expect(sheets.flat()).toEqual(all)
})

test('a sheet stays in its grid and leaves entrances whole where it can', () => {
  const all = [...doors(60, 'a', 12), ...doors(7, 'b', 12), ...doors(200, 'c', 100)]
  const sheets = splitDoors(all, 45)
  for (const sheet of sheets) expect(new Set(sheet.map((door) => door.gridId)).size).toBe(1)
  const ofA = sheets.filter((sheet) => sheet[0]?.gridId === 'a')
  for (const sheet of ofA) expect(sheet.length % 12).toBe(0)
  expect(Math.max(...sheets.map((sheet) => sheet.length))).toBeLessThanOrEqual(52)
  expect(
    sheets
      .flat()
      .map((door) => door.id)
      .sort(),
  ).toEqual(all.map((door) => door.id).sort())
  expect(splitDoors([], 45)).toEqual([])
})
