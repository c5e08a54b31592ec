/** For tests: what somebody with a solver can work out. HiGHS shares no line with what it judges. */
import * as highsModule from 'highs'
import type { Publication } from './withhold.ts'

export type Judge = (
  publication: Publication,
  printed: ReadonlySet<string>,
  target: readonly number[],
) => { least: number; most: number }

export async function loadJudge(): Promise<Judge> {
  // Its types are those of CommonJS, its code is a module: the loader is one `default` further down for the types.
  const highs = await (highsModule.default as unknown as typeof highsModule.default.default)()
  return ({ counts, cells }, printed, target) => {
    const sum = (atoms: readonly number[]) => atoms.map((atom) => `x${atom}`).join(' + ')
    const known = cells
      .filter((cell) => printed.has(cell.id) && cell.atoms.length > 0)
      .map(
        (cell, row) =>
          ` c${row}: ${sum(cell.atoms)} = ${cell.atoms.reduce((all, atom) => all + (counts[atom] ?? 0), 0)}`,
      )
    // Nobody takes part more than a million times; keeps what nothing bounds from being «unbounded».
    const bounds = counts.map((_, atom) => ` 0 <= x${atom} <= 1000000`)
    const integers = ` ${counts.map((_, atom) => `x${atom}`).join(' ')}`
    const solve = (sense: 'Minimize' | 'Maximize') => {
      const text = [
        sense,
        ` obj: ${sum(target)}`,
        'Subject To',
        ...known,
        'Bounds',
        ...bounds,
        'General',
        integers,
        'End',
      ]
      const solution = highs.solve(text.join('\n'), { presolve: 'on', output_flag: false })
      if (solution.Status !== 'Optimal') throw new Error(`the judge found no answer: ${solution.Status}`)
      return Math.round(solution.ObjectiveValue)
    }
    return { least: solve('Minimize'), most: solve('Maximize') }
  }
}

/** Small counts, printed or not, that fewer than `threshold` steps hide. */
export function givenAway(judge: Judge, publication: Publication, withheld: ReadonlySet<string>): string[] {
  const { counts, cells, threshold } = publication
  const printed = new Set(cells.filter((cell) => !withheld.has(cell.id)).map((cell) => cell.id))
  const totalOf = (atoms: readonly number[]) => atoms.reduce((sum, atom) => sum + (counts[atom] ?? 0), 0)
  return [...cells, ...counts.map((_, atom) => ({ id: `#${atom}`, atoms: [atom] }))]
    .filter(({ atoms }) => totalOf(atoms) > 0 && totalOf(atoms) < threshold)
    .filter(({ atoms }) => {
      const { least, most } = judge(publication, printed, atoms)
      return most - least < threshold
    })
    .map(({ id }) => id)
}
