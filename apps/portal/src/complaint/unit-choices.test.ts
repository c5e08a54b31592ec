import { expect, it } from 'vitest'
import { unitChoices } from './unit-choices.ts'

it('sets units below their parents, whatever order they come in', () => {
  const choices = unitChoices([
    { id: 'b1', name: '甲站', parentId: 'b' },
    { id: 'a', name: '中心', parentId: null },
    { id: 'x', name: '外站', parentId: 'not-public' },
    { id: 'b', name: '甲所', parentId: 'a' },
  ])
  expect(choices.map((choice) => choice.label)).toEqual(['中心', '\u3000甲所', '\u3000\u3000甲站', '外站'])
})
