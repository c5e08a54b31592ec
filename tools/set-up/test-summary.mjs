/** The last line of `npm test`, from Vitest's JSON report. */

/**
 * A file that failed to load counts as one failed test, and so does a run that failed outside any test: no red run may read as green.
 * @param {any} report what Vitest's JSON reporter wrote, or undefined when it wrote nothing
 * @param {number} exitCode
 */
export function summaryLine(report, exitCode) {
  const passed = report?.numPassedTests ?? 0
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
  const broken = (report?.testResults ?? []).filter(isBrokenFile).length
  const failed = Math.max((report?.numFailedTests ?? 0) + broken, exitCode === 0 ? 0 : 1)
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** @param {{ status: string, assertionResults: { status: string }[] }} file */
function isBrokenFile(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
}
