import { describe, expect, it } from 'vitest'
import { readSettings } from './reading-settings.ts'

describe('reading settings', () => {
  it('come back as they were kept', () => {
    const settings = { elder: true, size: 30, language: 'en' } as const
    expect(readSettings(JSON.stringify(settings))).toEqual(settings)
  })

  it.each([null, '', '{', '[]', '"x"', '{"elder":"yes","size":99,"language":"fr"}'])(
    'are the usual ones for %s',
    (kept) => {
      expect(readSettings(kept)).toEqual({ elder: false, size: 24, language: 'zh' })
    },
  )
})
