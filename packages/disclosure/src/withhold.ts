import { maximise } from './simplex.ts'

/** Less than this is no fraction of a person, but noise of the arithmetic. */
const FRACTION = 1e-6
/** Corners tried before a step in whole numbers is given up. */
const TWISTS = 24

/** A number that may be printed: the sum of some atoms. Atoms are the finest counts, each person in one of them. */
export type PublishableCell = {
  readonly id: string
  /** Places in `counts`. */
  readonly atoms: readonly number[]
  /** What its loss costs the reader, above 0. By size and breadth where nothing is said: a total is dear. */
  readonly weight?: number
  /** Printed earlier: it cannot be taken back, and what it gives away counts. */
  readonly isOut?: boolean
}

export type Publication = {
  /** Whole numbers, none below 0. */
  readonly counts: readonly number[]
  readonly cells: readonly PublishableCell[]
  /** The least count that may be printed, and the least number of steps that every smaller one must stay hidden among. */
  readonly threshold: number
}

export type Withheld = {
  /** Not to be printed: the small ones and those that would give them away, told apart by nobody. */
  readonly withheld: ReadonlySet<string>
  /** Small cells, and atoms as `#n`, that what is out already narrows to fewer than `threshold` steps. */
  readonly exposed: readonly string[]
}

type Cell = { readonly id: string; readonly atoms: readonly number[]; readonly weight: number; readonly isOut: boolean }
/** A small count that has to stay hidden. */
type Target = { readonly id: string; readonly atoms: readonly number[]; readonly value: number }
/** Whole changes of the atoms that leave all that is printed as it is: what could as well be true. */
type Alternative = Int32Array
/** Which way a target moves, and how far at most. */
type Aim = { readonly target: Target; readonly direction: 1 | -1; readonly limit: number }

type Step = { readonly twist: number; readonly caps: ReadonlyMap<number, number> }

/**
 * Which cells to leave out so that no small count (1 to `threshold` - 1) can be worked out from the others, alone or
 * together: totals, parents less their children, periods less shorter periods, what was printed before.
 *
 * A small count is hidden when two tables of whole numbers agree with everything printed and differ in it by
 * `threshold` or more; both are found, not assumed (cell suppression: Fischetti and Salazar, Management Science 47/7,
 * 2001; the choice of the further cells is their heuristic by the linear relaxation, then those that were not needed
 * are given back). Zero is no small count.
 */
export function withhold({ counts, cells: publishable, threshold }: Publication): Withheld {
  const cells = publishable.map((cell) => ({
    id: cell.id,
    atoms: cell.atoms,
    weight:
      cell.weight ??
      usualWeight(
        cell.atoms.reduce((sum, atom) => sum + (counts[atom] ?? 0), 0),
        cell.atoms.length,
      ),
    isOut: cell.isOut ?? false,
  }))
  return new Search(counts, cells, threshold).run()
}

class Search {
  readonly #counts: readonly number[]
  readonly #cells: readonly Cell[]
  readonly #threshold: number
  readonly #withheld = new Set<Cell>()
  readonly #targets: readonly Target[]
  /** Per target what hides it: up to two alternatives, one each way. */
  readonly #proofs = new Map<Target, Alternative[]>()
  readonly #exposed: Target[] = []

  constructor(counts: readonly number[], cells: readonly Cell[], threshold: number) {
    this.#counts = counts
    this.#cells = cells
    this.#threshold = threshold
    const isSmall = (value: number) => value > 0 && value < threshold
    const small = cells.filter((cell) => isSmall(this.#valueOf(cell.atoms)))
    for (const cell of small) if (!cell.isOut) this.#withheld.add(cell)
    const atoms = counts.flatMap((value, atom) => (isSmall(value) ? [{ id: `#${atom}`, atoms: [atom] }] : []))
    const known = new Set<string>()
    this.#targets = [...small, ...atoms]
      .filter(({ atoms: list }) => {
        const key = list.join(',')
        return !known.has(key) && known.add(key)
      })
      .map(({ id, atoms: list }) => ({ id, atoms: list, value: this.#valueOf(list) }))
      .sort((a, b) => b.value - a.value)
  }

  run(): Withheld {
    for (const target of this.#targets) while (!this.#isHidden(target) && this.#withholdFor(target));
    this.#giveBack()
    return {
      withheld: new Set([...this.#withheld].map((cell) => cell.id)),
      exposed: this.#exposed.map((target) => target.id),
    }
  }

  /** Whether two alternatives differ enough; remembers them. What is out already may make it impossible. */
  #isHidden(target: Target): boolean {
    if (this.#exposed.includes(target)) return true
    const reuse = this.#alternativesAtHand(target)
    if (this.#width(target, reuse) >= this.#threshold) {
      this.#proofs.set(target, reuse)
      return true
    }
    const down = this.#alternative({ target, direction: -1, limit: target.value })
    const downBy = -this.#change(target, down)
    const up = this.#alternative({ target, direction: 1, limit: this.#threshold - downBy })
    this.#proofs.set(target, [down, up])
    return downBy + this.#change(target, up) >= this.#threshold
  }

  /** The best each way among those found for other targets. */
  #alternativesAtHand(target: Target): Alternative[] {
    let low: Alternative | undefined
    let high: Alternative | undefined
    for (const one of new Set([...this.#proofs.values()].flat())) {
      if (!this.#printed().every((cell) => this.#change(cell, one) === 0)) continue
      const change = this.#change(target, one)
      if (change < (low ? this.#change(target, low) : 0)) low = one
      if (change > (high ? this.#change(target, high) : 0)) high = one
    }
    return [low, high].filter((one) => one !== undefined)
  }

  #width(target: Target, alternatives: readonly Alternative[]): number {
    const changes = alternatives.map((one) => this.#change(target, one))
    return Math.max(0, ...changes) - Math.min(0, ...changes)
  }

  /** Withholds what the cheapest alternative with more room changes. False when nothing more can be withheld. */
  #withholdFor(target: Target): boolean {
    const [down] = this.#proofs.get(target) ?? []
    const missing = this.#threshold + (down ? this.#change(target, down) : 0)
    const payable = this.#printed().filter((cell) => !cell.isOut)
    const paid = this.#furthest({ target, direction: 1, limit: missing }, this.#counts, payable)
    const changed = payable.filter((cell) => Math.abs(this.#change(cell, paid)) > FRACTION)
    // There is room already, in fractions of people alone: the cheapest cell around goes, and the search goes on.
    const fallen = changed.length > 0 ? changed : this.#cheapestAround(target)
    for (const cell of fallen) this.#withheld.add(cell)
    if (fallen.length === 0) this.#exposed.push(target)
    return fallen.length > 0
  }

  #cheapestAround(target: Target): Cell[] {
    const around = this.#printed().filter(
      (cell) => !cell.isOut && cell.atoms.some((atom) => target.atoms.includes(atom)),
    )
    const rest = around.length > 0 ? around : this.#printed().filter((cell) => !cell.isOut)
    return rest.sort((a, b) => a.weight - b.weight).slice(0, 1)
  }

  /** Prints again what is not needed, the dearest first. */
  #giveBack(): void {
    const spare = [...this.#withheld].filter((cell) => !this.#isSmall(cell)).sort((a, b) => b.weight - a.weight)
    for (const cell of spare) {
      this.#withheld.delete(cell)
      const shaken = this.#targets.filter((target) =>
        (this.#proofs.get(target) ?? []).some((one) => this.#change(cell, one) !== 0),
      )
      const before = new Map(this.#proofs)
      if (shaken.every((target) => this.#isHidden(target))) continue
      this.#withheld.add(cell)
      for (const [target, proof] of before) this.#proofs.set(target, proof)
    }
  }

  /** What moves the target by the limit, or more, or as far as it goes, and leaves all that is printed as it is. */
  #alternative(aim: Aim): Alternative {
    // A corner may ask for fractions of people where one further off does not.
    for (const beyond of [0, 1, 2, this.#threshold, 4 * this.#threshold]) {
      const found = wholeOf(this.#furthest({ ...aim, limit: aim.limit + beyond }, this.#counts, []))
      if (found) return found
    }
    return this.#walk(aim)
  }

  /** From one whole table to the next, as far as each goes. */
  #walk({ target, direction, limit }: Aim): Alternative {
    const changes = new Int32Array(this.#counts.length)
    for (let taken = 0, twist = 0; taken < limit && twist < TWISTS; ) {
      const at = this.#counts.map((count, atom) => count + (changes[atom] ?? 0))
      const step = this.#dive({ target, direction, limit: limit - taken }, at, twist)
      const gained = Math.abs(this.#change(target, step))
      if (gained === 0) twist += 1
      taken += gained
      step.forEach((change, atom) => {
        changes[atom] = (changes[atom] ?? 0) + change
      })
    }
    return changes
  }

  /** Whoever would change by a fraction is held to the whole number nearer to nothing, until nobody does. */
  #dive(aim: Aim, at: readonly number[], twist: number): Alternative {
    const caps = new Map<number, number>()
    for (;;) {
      const changes = this.#furthest(aim, at, [], { twist, caps })
      const whole = wholeOf(changes)
      if (whole) return whole
      changes.forEach((change, atom) => {
        if (Math.abs(change - Math.round(change)) > FRACTION) caps.set(atom, Math.trunc(change))
      })
    }
  }

  /**
   * The changes of the atoms of the table `at` that move the target furthest. Printed cells stay as they are, but those of
   * `payable`, which change at their weight. A step of a walk makes other atoms dear at
   * each `twist`, which finds another corner, as far away, and lets the atoms of `caps` change so far only.
   */
  #furthest(aim: Aim, at: readonly number[], payable: readonly Cell[], step?: Step): Float64Array {
    const isPayable = new Set(payable)
    const firm = this.#printed().filter((cell) => !isPayable.has(cell))
    const free = payable.length > 0 ? at.map((_, atom) => atom) : this.#openAround(aim.target, firm)
    const place = new Map(free.map((atom, index) => [atom, index]))
    const size = free.length
    const moved = 2 * size
    const width = moved + 1 + 2 * payable.length
    const row = (atoms: readonly number[]) => {
      const entries = new Float64Array(width)
      for (const atom of atoms) {
        const index = place.get(atom)
        if (index === undefined) continue
        entries[index] = 1
        entries[size + index] = -1
      }
      return entries
    }
    const goal = row(aim.target.atoms)
    goal[moved] = -aim.direction
    const paid = payable.map((cell, index) => {
      const entries = row(cell.atoms)
      entries[moved + 1 + 2 * index] = -1
      entries[moved + 2 + 2 * index] = 1
      return entries
    })
    const fixed = firm.filter((cell) => cell.atoms.some((atom) => place.has(atom))).map((cell) => row(cell.atoms))
    const most = new Float64Array(width).fill(Number.POSITIVE_INFINITY)
    free.forEach((atom, index) => {
      most[size + index] = at[atom] ?? 0
    })
    for (const [atom, cap] of step?.caps ?? []) {
      const index = place.get(atom) ?? 0
      most[index] = Math.max(0, cap)
      most[size + index] = Math.min(Math.max(0, -cap), at[atom] ?? 0)
    }
    most[moved] = aim.limit
    const gains = new Float64Array(width)
    if (step) for (let index = 0; index < moved; index++) gains[index] = -1 - scatter(index % size, step.twist)
    payable.forEach((cell, index) => {
      gains[moved + 1 + 2 * index] = -cell.weight
      gains[moved + 2 + 2 * index] = -cell.weight
    })
    // More than any way around can cost, so that room always comes before cost.
    gains[moved] = 1 + 2 * gains.reduce((sum, gain) => sum - gain, 0)
    const v = maximise({ rows: [goal, ...paid, ...fixed], gains, most })
    const changes = new Float64Array(at.length)
    free.forEach((atom, index) => {
      changes[atom] = (v[index] ?? 0) - (v[size + index] ?? 0)
    })
    return changes
  }

  /** The atoms that what is printed does not settle one by one and that hang together with the target. */
  #openAround(target: Target, printed: readonly Cell[]): number[] {
    const settled = new Set<number>()
    let rows = printed.map((cell) => cell.atoms)
    for (let before = -1; before < settled.size; ) {
      before = settled.size
      rows = rows.map((atoms) => atoms.filter((atom) => !settled.has(atom))).filter((atoms) => atoms.length > 0)
      for (const [atom, ...others] of rows) if (atom !== undefined && others.length === 0) settled.add(atom)
    }
    const around = new Set(target.atoms.filter((atom) => !settled.has(atom)))
    for (let before = -1; before < around.size; ) {
      before = around.size
      for (const atoms of rows) if (atoms.some((atom) => around.has(atom))) for (const atom of atoms) around.add(atom)
    }
    return [...around]
  }

  #printed(): Cell[] {
    return this.#cells.filter((cell) => !this.#withheld.has(cell))
  }

  #isSmall(cell: Cell): boolean {
    const value = this.#valueOf(cell.atoms)
    return value > 0 && value < this.#threshold
  }

  #valueOf(atoms: readonly number[]): number {
    return atoms.reduce((sum, atom) => sum + (this.#counts[atom] ?? 0), 0)
  }

  #change({ atoms }: { readonly atoms: readonly number[] }, alternative: Int32Array | Float64Array): number {
    return atoms.reduce((sum, atom) => sum + (alternative[atom] ?? 0), 0)
  }
}

/** Undefined where an atom would change by a fraction. */
function wholeOf(changes: Float64Array): Alternative | undefined {
  const whole = Int32Array.from(changes, Math.round)
  return changes.every((change, atom) => Math.abs(change - (whole[atom] ?? 0)) <= FRACTION) ? whole : undefined
}

/** From 0 to 1, the same for the same two numbers (Knuth's multiplicative hash). */
function scatter(a: number, b: number): number {
  return ((Math.imul(a + 1, 2654435761) ^ Math.imul(b + 1, 1597334677)) >>> 0) / 2 ** 32
}

function usualWeight(value: number, breadth: number): number {
  return breadth * (1 + Math.log2(1 + value))
}
