import { describe, expect, it } from 'vitest'
import { menuFor } from './menu-entries.ts'

const hrefs = (...capabilities: Parameters<typeof menuFor>[0]) =>
  menuFor(capabilities).flatMap((group) => group.entries.map((entry) => entry.href))

describe('menuFor', () => {
  it('shows today to everybody and nothing else to whoever may nothing', () => {
    expect(hrefs()).toEqual(['#/'])
  })
  it('shows a page to whoever may read it, in its group', () => {
    expect(hrefs('broadcast.read', 'audit.read')).toEqual(['#/', '#/broadcasts', '#/audit'])
    expect(menuFor(['audit.read'])).toHaveLength(2)
    expect(menuFor(['order.read', 'calendar.read']).map((group) => group.entries.length)).toEqual([2, 1])
  })
  it('shows a partner the own desk, and the station the page with all partners instead', () => {
    expect(hrefs('check-in.apply')).toContain('#/partner-desk')
    expect(hrefs('check-in.apply', 'check-in.read')).toEqual(['#/', '#/partners'])
  })
})
