import { Application } from '@yimi/contract/broadcast.ts'
import type { ApplicationField } from '@yimi/contract/work-rules.ts'

/**
 * What a form that saves as one types knows. States, as `statusOf` names them:
 *  - saved: everything typed is on the server;
 *  - saving: something is typed or on its way;
 *  - cut: the line broke while `sent` was on its way; it is sent again with the same key, so it counts once;
 *  - refused: fields that the server or the schema does not take as they are; they wait for the person;
 *  - differing: somebody else changed the same fields; the person chooses.
 * Nothing typed is ever dropped except by `choose`.
 */
export type Autosave = {
  /** As the server has it. */
  readonly base: Application
  readonly revision: number
  /** Typed and not yet sent. */
  readonly typed: Changes
  readonly sent: Sent | undefined
  readonly line: 'fine' | 'cut'
  /** Counts the tries of `sent`. */
  readonly tries: number
  readonly differing: readonly ApplicationField[]
  readonly refused: Readonly<Partial<Record<ApplicationField, string>>>
  /** What was typed where the server keeps the same in another form, such as without a blank at the end. */
  readonly asTyped: Changes
}

export type Changes = Partial<Application>
export type Sent = { readonly key: string; readonly revision: number; readonly changes: Changes }
export type Saved = { readonly revision: number; readonly application: Application }

export type AutosaveStatus = 'saved' | 'saving' | 'cut' | 'refused' | 'differing'

export type AutosaveEvent =
  | { kind: 'typed'; changes: Changes }
  /** It is time to send; `key` is used if there is something to send. */
  | { kind: 'rested'; key: string }
  | { kind: 'saved'; answer: Saved }
  | { kind: 'line-cut' }
  | { kind: 'try-again' }
  /** The server refused it; `faults` by field, `words` for what is not named. */
  | { kind: 'refused'; faults: Readonly<Record<string, string>>; words: string }
  | { kind: 'changed-meanwhile'; theirs: Saved }
  /** The record was read anew for another reason. */
  | { kind: 'news'; theirs: Saved }
  | { kind: 'chosen'; field: ApplicationField; whose: 'mine' | 'theirs' }

export function startAutosave(saved: Saved): Autosave {
  return {
    base: saved.application,
    revision: saved.revision,
    typed: {},
    sent: undefined,
    line: 'fine',
    tries: 0,
    differing: [],
    refused: {},
    asTyped: {},
  }
}

export function autosave(state: Autosave, event: AutosaveEvent): Autosave {
  switch (event.kind) {
    case 'typed':
      return typed(state, event.changes)
    case 'rested':
      return rested(state, event.key)
    case 'saved':
      return saved(state, event.answer)
    case 'line-cut':
      return { ...state, line: 'cut' }
    case 'try-again':
      return state.line === 'cut' ? { ...state, line: 'fine', tries: state.tries + 1 } : state
    case 'refused':
      return refused(state, event.faults, event.words)
    case 'changed-meanwhile':
      return merged(state, event.theirs)
    case 'news':
      if (event.theirs.revision <= state.revision || state.sent) return state
      return merged(state, event.theirs)
    case 'chosen':
      return chosen(state, event.field, event.whose)
  }
}

export function statusOf(state: Autosave): AutosaveStatus {
  if (state.differing.length > 0) return 'differing'
  if (state.line === 'cut') return 'cut'
  if (state.sent || fieldsOf(sendable(state)).length > 0) return 'saving'
  return fieldsOf(state.typed).length > 0 ? 'refused' : 'saved'
}

/** What the form shows: the newest of each field. */
export function shownBy(state: Autosave): Application {
  return { ...state.base, ...state.asTyped, ...state.sent?.changes, ...state.typed }
}

/** Typed fields that may be sent now: neither refused nor contested, and fit for the schema. */
export function sendable(state: Autosave): Changes {
  return pick(
    state.typed,
    (field) => !state.differing.includes(field) && !(field in state.refused) && isFit(field, state.typed[field]),
  )
}

function typed(state: Autosave, changes: Changes): Autosave {
  const fields = fieldsOf(changes)
  const next = { ...state.typed, ...changes }
  return {
    ...state,
    // Typed back to what the server has, with nothing else on its way: there is nothing to send.
    typed: pick(
      next,
      (field) =>
        !fields.includes(field) || field in (state.sent?.changes ?? {}) || !same(next[field], state.base[field]),
    ),
    refused: without(state.refused, fields),
    asTyped: without(state.asTyped, fields),
  }
}

function rested(state: Autosave, key: string): Autosave {
  const changes = sendable(state)
  if (state.sent || fieldsOf(changes).length === 0) return state
  return {
    ...state,
    sent: { key, revision: state.revision, changes },
    typed: without(state.typed, fieldsOf(changes)),
    line: 'fine',
    tries: 0,
  }
}

function saved(state: Autosave, answer: Saved): Autosave {
  const changes = state.sent?.changes ?? {}
  const kept = pick(changes, (field) => !same(changes[field], answer.application[field]))
  return {
    ...state,
    base: answer.application,
    revision: answer.revision,
    sent: undefined,
    line: 'fine',
    asTyped: { ...state.asTyped, ...kept },
  }
}

function refused(state: Autosave, faults: Readonly<Record<string, string>>, words: string): Autosave {
  const changes = state.sent?.changes ?? {}
  const fields = fieldsOf(changes)
  const named = fields.filter((field) => field in faults)
  // Without a name every field that was sent may be the one; those that were not named are sent again.
  const guilty = named.length > 0 ? named : fields
  const marks = Object.fromEntries(guilty.map((field) => [field, faults[field] ?? words]))
  return {
    ...state,
    sent: undefined,
    line: 'fine',
    typed: { ...changes, ...state.typed },
    refused: { ...state.refused, ...without(marks, fieldsOf(state.typed)) },
  }
}

function merged(state: Autosave, theirs: Saved): Autosave {
  const mine: Changes = { ...state.sent?.changes, ...state.typed }
  const changed = (field: ApplicationField) => !same(theirs.application[field], state.base[field])
  const apart = pick(mine, (field) => !same(theirs.application[field], mine[field]))
  return {
    ...state,
    base: theirs.application,
    revision: theirs.revision,
    sent: undefined,
    line: 'fine',
    typed: apart,
    differing: fieldsOf(apart).filter((field) => changed(field) || state.differing.includes(field)),
    asTyped: pick(state.asTyped, (field) => !changed(field)),
  }
}

function chosen(state: Autosave, field: ApplicationField, whose: 'mine' | 'theirs'): Autosave {
  const differing = state.differing.filter((one) => one !== field)
  return whose === 'mine' ? { ...state, differing } : { ...state, differing, typed: without(state.typed, [field]) }
}

function isFit(field: ApplicationField, value: unknown): boolean {
  return Application.shape[field].safeParse(value).success
}

function fieldsOf(changes: Changes): ApplicationField[] {
  return Object.keys(changes) as ApplicationField[]
}

function pick<Part extends object>(part: Part, keep: (field: ApplicationField) => boolean): Part {
  return Object.fromEntries(Object.entries(part).filter(([field]) => keep(field as ApplicationField))) as Part
}

function without<Part extends object>(part: Part, fields: readonly string[]): Part {
  return pick(part, (field) => !fields.includes(field))
}

/** Values of an application are plain data whose keys stand in one order. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
