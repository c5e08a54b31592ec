import type { Agreement } from '@yimi/contract/coding.ts'

/**
 * How far two coders agree: per cent, and Cohen's kappa, which takes off what they would share by chance given how often
 * each used each code: (observed - expected) / (1 - expected). J. Cohen, «A coefficient of agreement for nominal scales»,
 * Educational and Psychological Measurement 20 (1960), pages 37 to 46. Where both put everything under one code, chance
 * explains all of it and kappa says nothing: null. Null without words that both have coded.
 */
export function agreementOf(pairs: readonly (readonly [first: string, second: string])[]): Agreement | null {
  const both = pairs.length
  if (both === 0) return null
  const agreed = pairs.filter(([first, second]) => first === second).length
  const [firsts, seconds] = [countsOf(pairs.map(([first]) => first)), countsOf(pairs.map(([, second]) => second))]
  // In whole numbers until the end: 1 - expected must be exactly 0 where it is.
  const byChance = [...firsts].reduce((sum, [code, count]) => sum + count * (seconds.get(code) ?? 0), 0)
  const room = both * both - byChance
  return {
    both,
    agreed,
    percent: round((agreed / both) * 100, 1),
    kappa: room === 0 ? null : round((agreed * both - byChance) / room, 3),
  }
}

function countsOf(codes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  return counts
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
