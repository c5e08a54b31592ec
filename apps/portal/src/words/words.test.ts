import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { helpMessagesEn } from './help-messages-en.ts'
import { helpMessagesZh } from './help-messages-zh.ts'
import { messagesEn } from './messages-en.ts'
import { messagesZh } from './messages-zh.ts'
import { sayMoment } from './moment.tsx'
import { visitMessagesEn } from './visit-messages-en.ts'
import { visitMessagesZh } from './visit-messages-zh.ts'

const source = fileURLToPath(new URL('..', import.meta.url))
const han = /\p{Script=Han}/u

function textsOf(one: unknown): string[] {
  if (typeof one === 'function') return [String(one(1, 2))]
  return typeof one === 'object' && one !== null ? Object.values(one).flatMap(textsOf) : [String(one)]
}

describe('words', () => {
  it('are written in the catalogues alone', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
    expect(files.length).toBeGreaterThan(10)
    const literal = files
      .filter((file) => !/messages-(zh|en)\.ts$|\.test\.tsx?$/.test(file))
      .filter((file) => han.test(readFileSync(`${source}/${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
    expect(literal).toEqual([])
  })

  it('are Chinese in one catalogue and English in the other', () => {
    const unmarked = new Set(['A+', 'A−', 'English', '中文', '、'])
    const plain = (messages: Record<string, Record<string, unknown>>) =>
      Object.values(messages).flatMap((group) => Object.values(group).flatMap(textsOf))
    for (const text of plain({ ...messagesZh, ...helpMessagesZh, ...visitMessagesZh }))
      expect(han.test(text) || unmarked.has(text), text).toBe(true)
    for (const text of plain({ ...messagesEn, ...helpMessagesEn, ...visitMessagesEn }))
      expect(!han.test(text) || unmarked.has(text), text).toBe(true)
  })

  it('say an instant in the district’s own time', () => {
    const now = new Date('2026-11-23T00:00:00Z')
    expect(sayMoment('2026-11-25T06:30:00.000Z', 'zh', now)).toBe('11月25日周三 14:30')
    expect(sayMoment('2026-12-31T17:05:00.000Z', 'zh', now)).toBe('2027年1月1日周五 01:05')
    expect(sayMoment('2026-11-25T06:30:00.000Z', 'en', now)).toMatch(/25 November 14:30$/)
  })
})
