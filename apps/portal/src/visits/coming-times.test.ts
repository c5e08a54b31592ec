import { expect, it } from 'vitest'
import { comingTimes } from './coming-times.ts'

it('are those of the district, and never past', () => {
  const morning = comingTimes(new Date('2027-01-11T01:00:00.000Z'))
  expect(morning.map((time) => [time.name, time.at])).toEqual([
    ['evening', '2027-01-11T10:00:00.000Z'],
    ['tomorrow', '2027-01-12T01:00:00.000Z'],
    ['tomorrow-evening', '2027-01-12T10:00:00.000Z'],
    ['saturday', '2027-01-16T01:00:00.000Z'],
  ])
  const night = comingTimes(new Date('2027-01-15T17:00:00.000Z'))
  expect(night[0]).toEqual({ name: 'evening', at: '2027-01-16T10:00:00.000Z' })
  expect(night.at(-1)).toEqual({ name: 'saturday', at: '2027-01-23T01:00:00.000Z' })
  expect(comingTimes(new Date('2027-01-11T11:00:00.000Z')).map((time) => time.name)).not.toContain('evening')
})
