import type { Organisation } from '@yimi/contract/organisation.ts'
import { describe, expect, it } from 'vitest'
import { areaOf } from './organisations.ts'

function organisation(id: string, parentId: string | null): Organisation {
  return {
    id,
    name: id,
    shortName: id,
    level: null,
    levelLabel: null,
    kind: 'k',
    kindLabel: 'k',
    parentId,
    from: '2026-01-01',
    until: null,
    mergedInto: null,
  }
}
const tree = [
  organisation('centre', null),
  organisation('institute', 'centre'),
  organisation('station', 'institute'),
  organisation('other', 'centre'),
]

describe('areaOf', () => {
  it('holds those named and all below them', () => {
    expect(areaOf(tree, ['institute']).map((one) => one.id)).toEqual(['institute', 'station'])
  })
  it('is empty for whoever has no place', () => {
    expect(areaOf(tree, [])).toEqual([])
  })
  it('ends when units name each other', () => {
    expect(areaOf([organisation('a', 'b'), organisation('b', 'a')], ['centre'])).toEqual([])
  })
})
