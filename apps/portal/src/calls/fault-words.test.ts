import { expect, it } from 'vitest'
import { messagesZh } from '../words/messages-zh.ts'
import { faultOf, isPassing, problemWords } from './fault-words.ts'

const problem = { type: 'about:blank', title: '填写的内容有误', status: 400, code: 'bad-request' }

it('shows the fault of a field in words a person reads', () => {
  const told = {
    ...problem,
    faults: [
      { path: ['words'], message: '太短了' },
      { path: ['contact'], message: 'Too big' },
    ],
  }
  expect(faultOf(told, 'words')).toBe('太短了')
  expect(faultOf(told, 'contact')).toBe('填写的内容有误')
  expect(faultOf(told, 'page')).toBeUndefined()
  expect(faultOf(undefined, 'words')).toBeUndefined()
})

it('says the server’s own words, the detail first, and its own for a cut line', () => {
  expect(problemWords({ ...problem, detail: '请写短一些' }, messagesZh)).toBe('请写短一些')
  expect(problemWords(problem, messagesZh)).toBe('填写的内容有误')
  expect(problemWords({ ...problem, status: 0 }, messagesZh)).toBe(messagesZh.site.lineCut)
})

it('tries again what passes, not what was refused', () => {
  expect([0, 502, 503, 504].every((status) => isPassing({ ...problem, status }))).toBe(true)
  expect([400, 404, 409, 422, 429, 500, 507].some((status) => isPassing({ ...problem, status }))).toBe(false)
})
