/**
 * When a question is asked: «{q1} = 'a'», several of them joined by `and` alone or by `or` alone, each about one earlier
 * question. `{panel.q}` is a question of the same entry of a repeating group. A file with any other expression is refused,
 * and no expression is ever run as code.
 */
export const CLAUSES_MAX = 5

export type ConditionValue = string | number | boolean | readonly string[]
export type ConditionOperator =
  | '='
  | '<>'
  | '>'
  | '>='
  | '<'
  | '<='
  | 'contains'
  | 'notcontains'
  | 'anyof'
  | 'empty'
  | 'notempty'
export type Clause = {
  readonly question: string
  /** Of the same entry of the group. */
  readonly inGroup: boolean
  readonly operator: ConditionOperator
  /** Absent for `empty` and `notempty`. */
  readonly value?: ConditionValue
}
export type Condition = { readonly join: 'and' | 'or'; readonly clauses: readonly Clause[] }

const NAME = String.raw`\{(panel\.)?([a-z][a-z0-9_]{0,29})\}`
const TEXT = "'[a-z][a-z0-9_]{0,29}'"
const LIST = String.raw`\[\s{0,3}${TEXT}(?:\s{0,3},\s{0,3}${TEXT}){0,29}\s{0,3}\]`
const CLAUSE = new RegExp(
  String.raw`^\s{0,9}${NAME}\s{0,9}(?:(empty|notempty)|(<>|>=|<=|=|>|<|contains|notcontains|anyof)\s{0,9}(${TEXT}|${LIST}|-?\d{1,10}(?:\.\d{1,6})?|true|false))\s{0,9}`,
)
const JOIN = /^(and|or)\s/

/** Undefined: it is not of the grammar. An empty text is no condition: `clauses` is empty, and that is always so. */
export function parseCondition(text: string): Condition | undefined {
  const clauses: Clause[] = []
  let join: Condition['join'] | undefined
  let rest = text.trim()
  if (rest === '') return { join: 'and', clauses }
  for (;;) {
    const found = CLAUSE.exec(rest)
    if (!found || clauses.length === CLAUSES_MAX) return undefined
    const clause = clauseOf(found)
    if (!clause) return undefined
    clauses.push(clause)
    rest = rest.slice(found[0].length)
    if (rest === '') return { join: join ?? 'and', clauses }
    const joined = JOIN.exec(rest)?.[1] as Condition['join'] | undefined
    if (!joined || (join && join !== joined)) return undefined
    join = joined
    rest = rest.slice(joined.length)
  }
}

export function formatCondition({ join, clauses }: Condition): string {
  return clauses.map(formatClause).join(` ${join} `)
}

function formatClause({ question, inGroup, operator, value }: Clause): string {
  const name = `{${inGroup ? 'panel.' : ''}${question}}`
  if (value === undefined) return `${name} ${operator}`
  if (typeof value === 'string') return `${name} ${operator} '${value}'`
  if (typeof value === 'object') return `${name} ${operator} [${value.map((one) => `'${one}'`).join(', ')}]`
  return `${name} ${operator} ${value}`
}

function clauseOf(found: RegExpExecArray): Clause | undefined {
  const [, inGroup, question = '', alone, operator, written] = found
  const about = { question, inGroup: inGroup !== undefined }
  if (alone) return { ...about, operator: alone as ConditionOperator }
  const value = valueIn(written ?? '')
  const isList = typeof value === 'object'
  if (isList !== (operator === 'anyof')) return undefined
  return { ...about, operator: operator as ConditionOperator, value }
}

function valueIn(written: string): ConditionValue {
  if (written.startsWith("'")) return written.slice(1, -1)
  if (written.startsWith('[')) return [...written.matchAll(/'([a-z0-9_]+)'/g)].map((one) => one[1] ?? '')
  if (written === 'true' || written === 'false') return written === 'true'
  return Number(written)
}

/** As the form model compares: nothing is larger or smaller than no answer, and no answer differs from every value. */
export function holds(condition: Condition, read: (clause: Clause) => unknown): boolean {
  if (condition.clauses.length === 0) return true
  const one = (clause: Clause) => clauseHolds(clause, read(clause))
  return condition.join === 'and' ? condition.clauses.every(one) : condition.clauses.some(one)
}

function clauseHolds({ operator, value }: Clause, left: unknown): boolean {
  switch (operator) {
    case 'empty':
      return isEmpty(left)
    case 'notempty':
      return !isEmpty(left)
    case '=':
      return left === value
    case '<>':
      return left !== value
    case 'contains':
      return Array.isArray(left) && left.includes(value)
    case 'notcontains':
      return !(Array.isArray(left) && left.includes(value))
    case 'anyof':
      return typeof value === 'object' && value.some((one) => (Array.isArray(left) ? left.includes(one) : left === one))
    default:
      return typeof left === 'number' && typeof value === 'number' && compares(operator, left, value)
  }
}

function compares(operator: '>' | '>=' | '<' | '<=', left: number, right: number): boolean {
  if (operator === '>') return left > right
  if (operator === '>=') return left >= right
  return operator === '<' ? left < right : left <= right
}

/** No words, no choice, and a list or group of nothing else. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return value.every(isEmpty)
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
