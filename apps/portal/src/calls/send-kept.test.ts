import { CallError } from '@yimi/contract/client.ts'
import { describe, expect, it } from 'vitest'
import { keyFor, sendPatiently } from './send-kept.ts'

function refusal(status: number) {
  return new CallError({ type: 'about:blank', title: 'x', status, code: 'x' })
}

/** Answers with each of the given outcomes in turn. */
function sender(outcomes: (Error | string)[]) {
  const state = { sent: 0, waited: [] as number[] }
  const send = async () => {
    const outcome = outcomes[state.sent++]
    if (outcome === undefined || outcome instanceof Error) throw outcome
    return outcome
  }
  const wait = async (ms: number) => void state.waited.push(ms)
  return { state, run: () => sendPatiently(send, wait) }
}

describe('sendPatiently', () => {
  it('tries again after a cut line and after a server that is coming up', async () => {
    const { state, run } = sender([refusal(0), refusal(503), 'answer'])
    await expect(run()).resolves.toBe('answer')
    expect(state.waited).toEqual([1_000, 3_000])
  })

  it('gives up after four tries', async () => {
    const { state, run } = sender([0, 0, 0, 0, 0].map(refusal))
    await expect(run()).rejects.toThrow(CallError)
    expect(state.sent).toBe(4)
  })

  it('does not send again what was refused', async () => {
    const { state, run } = sender([refusal(422), 'never'])
    await expect(run()).rejects.toThrow(CallError)
    expect(state.sent).toBe(1)
  })
})

describe('keyFor', () => {
  it('keeps the key of the same words and makes another for other words', () => {
    const first = keyFor({ words: 'a' }, undefined)
    expect(keyFor({ words: 'a' }, first).key).toBe(first.key)
    expect(keyFor({ words: 'b' }, first).key).not.toBe(first.key)
  })
})
