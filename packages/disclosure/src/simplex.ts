/** A number smaller than this is noise of the arithmetic: all entries here begin as 0, 1 and -1. */
const EPSILON = 1e-9
/** Steps without gain after which the slower rule of choice, which cannot go in circles, takes over. */
const PATIENCE = 40

export type LinearProgram = {
  /** One row an equation; each row as long as `gains`. */
  readonly rows: readonly Float64Array[]
  /** What one more of each variable is worth. */
  readonly gains: Float64Array
  /** The most that each variable may be; the least is 0. */
  readonly most: Float64Array
}

/**
 * The greatest `gains · v` under `rows · v = 0` and `0 <= v <= most`, by the bounded primal simplex method (Dantzig 1955)
 * with Bland's rule (1977) where it stands still. `v = 0` is always allowed, so there is no first phase and no «infeasible».
 *
 * Returns v. Throws RangeError where the gain has no bound.
 */
export function maximise(program: LinearProgram): Float64Array {
  const tableau = new Tableau(program)
  let still = 0
  for (;;) {
    const first = still > PATIENCE
    const entering = tableau.choose(first)
    if (entering < 0) return tableau.values()
    const gained = tableau.enter(entering, first)
    if (gained === Number.POSITIVE_INFINITY) throw new RangeError('the gain has no bound')
    still = gained > EPSILON ? 0 : still + 1
  }
}

/** Each row begins with a stand-in variable of its own that may only be 0; once it has left the basis, it never returns. */
class Tableau {
  readonly #width: number
  readonly #rows: Float64Array[]
  readonly #gains: Float64Array
  readonly #most: Float64Array
  /** Per row the variable that stands there; below 0 a stand-in. */
  readonly #basis: Int32Array
  readonly #basic: Float64Array
  readonly #inBasis: Uint8Array
  readonly #atMost: Uint8Array

  constructor({ rows, gains, most }: LinearProgram) {
    this.#width = gains.length
    this.#rows = rows.map((row) => Float64Array.from(row))
    this.#gains = Float64Array.from(gains)
    this.#most = most
    this.#basis = new Int32Array(rows.length).fill(-1)
    this.#basic = new Float64Array(rows.length)
    this.#inBasis = new Uint8Array(this.#width)
    this.#atMost = new Uint8Array(this.#width)
  }

  /** The variable whose change pays: the one that pays most, or the first of them; -1 when none does. */
  choose(first: boolean): number {
    let best = -1
    let pays = EPSILON
    for (let j = 0; j < this.#width; j++) {
      if (this.#inBasis[j] || this.#most[j] === 0) continue
      const gain = this.#atMost[j] ? -this.#at(this.#gains, j) : this.#at(this.#gains, j)
      if (gain <= pays) continue
      best = j
      if (first) break
      pays = gain
    }
    return best
  }

  /** Moves the variable as far as the others allow; returns the gain of that, infinity where nothing stops it. */
  enter(j: number, first: boolean): number {
    const direction = this.#atMost[j] ? -1 : 1
    let step = this.#at(this.#most, j)
    let leaving = -1
    let pivot = 0
    for (let i = 0; i < this.#rows.length; i++) {
      const change = -direction * this.#at(this.#row(i), j)
      if (Math.abs(change) < EPSILON) continue
      const room = this.#roomOf(i, change > 0) / Math.abs(change)
      if (room > step + EPSILON) continue
      // Of equal rooms the largest pivot, which is the steadier arithmetic; under Bland's rule the variable that comes first.
      const equal = leaving >= 0 && room > step - EPSILON
      if (equal && !first && Math.abs(change) <= Math.abs(pivot)) continue
      if (equal && first && this.#at(this.#basis, i) >= this.#at(this.#basis, leaving)) continue
      step = Math.max(0, Math.min(step, room))
      leaving = i
      pivot = change
    }
    if (step === Number.POSITIVE_INFINITY) return step
    const gained = step * Math.abs(this.#at(this.#gains, j))
    for (let i = 0; i < this.#rows.length; i++)
      this.#basic[i] = this.#at(this.#basic, i) - direction * step * this.#at(this.#row(i), j)
    if (leaving < 0) this.#atMost[j] = direction > 0 ? 1 : 0
    else this.#swap(leaving, j, direction > 0 ? step : this.#at(this.#most, j) - step, pivot > 0)
    return gained
  }

  values(): Float64Array {
    const v = new Float64Array(this.#width)
    for (let j = 0; j < this.#width; j++) if (this.#atMost[j]) v[j] = this.#at(this.#most, j)
    this.#basis.forEach((j, i) => {
      if (j >= 0) v[j] = this.#at(this.#basic, i)
    })
    return v
  }

  /** How far the variable of row i can go up or down. A stand-in must stay at 0. */
  #roomOf(i: number, up: boolean): number {
    const j = this.#at(this.#basis, i)
    if (j < 0) return 0
    const value = this.#at(this.#basic, i)
    return Math.max(0, up ? this.#at(this.#most, j) - value : value)
  }

  #swap(i: number, j: number, value: number, leavesAtMost: boolean): void {
    const left = this.#at(this.#basis, i)
    if (left >= 0) {
      this.#inBasis[left] = 0
      this.#atMost[left] = leavesAtMost ? 1 : 0
    }
    this.#basis[i] = j
    this.#basic[i] = value
    this.#inBasis[j] = 1
    this.#atMost[j] = 0
    const pivotRow = this.#row(i)
    const pivot = this.#at(pivotRow, j)
    // Rows stay sparse: most of a table's cells have nothing to do with each other.
    const filled: number[] = []
    for (let k = 0; k < this.#width; k++) {
      const entry = this.#at(pivotRow, k)
      if (entry === 0) continue
      pivotRow[k] = entry / pivot
      filled.push(k)
    }
    for (let other = 0; other < this.#rows.length; other++)
      if (other !== i) subtract(this.#row(other), pivotRow, filled, this.#at(this.#row(other), j))
    subtract(this.#gains, pivotRow, filled, this.#at(this.#gains, j))
  }

  #row(i: number): Float64Array {
    const row = this.#rows[i]
    if (!row) throw new RangeError(`no row ${i}`)
    return row
  }

  #at(array: Float64Array | Int32Array, index: number): number {
    return array[index] ?? 0
  }
}

function subtract(from: Float64Array, row: Float64Array, places: readonly number[], times: number): void {
  if (times === 0) return
  for (const k of places) {
    const left = (from[k] ?? 0) - times * (row[k] ?? 0)
    from[k] = Math.abs(left) < 1e-12 ? 0 : left
  }
}
