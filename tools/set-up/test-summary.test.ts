import { expect, test } from 'vitest'

type SummaryModule = { summaryLine(report: unknown, exitCode: number): string }
const script: string = new URL('test-summary.mjs', import.meta.url).href
const { summaryLine }: SummaryModule = await import(script)

function report(more: object): object {
  return { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...more }
}

test.each([
  ['all green', report({}), 0, '5 passed, 0 failed'],
  ['one red', report({ numFailedTests: 1 }), 1, '5 passed, 1 failed'],
  ['skipped ones are told', report({ numPendingTests: 2, numTodoTests: 1 }), 0, '5 passed, 0 failed, 3 skipped'],
  [
    'a file that did not load',
    report({ testResults: [{ status: 'failed', assertionResults: [] }] }),
    1,
    '5 passed, 1 failed',
  ],
  [
    'a red file with its red test counts once',
    report({ numFailedTests: 1, testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }] }),
    1,
    '5 passed, 1 failed',
  ],
  ['a fault outside any test', report({}), 1, '5 passed, 1 failed'],
  ['no report at all', undefined, 1, '0 passed, 1 failed'],
])('%s', (_name, input, exitCode, expected) => {
  expect(summaryLine(input, exitCode)).toBe(expected)
})
