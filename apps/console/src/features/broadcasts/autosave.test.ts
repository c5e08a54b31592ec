import type { Application } from '@yimi/contract/broadcast.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Autosave,
  type AutosaveEvent,
  autosave,
  type Saved,
  shownBy,
  startAutosave,
  statusOf,
} from './autosave.ts'

const empty: Application = {
  title: '',
  purposes: [],
  summary: '',
  occasion: '',
  series: '',
  episode: null,
  forms: [],
  startsAt: null,
  endsAt: null,
  venueId: null,
  seats: null,
  hostId: null,
  guests: [],
  partners: [],
  rundown: [],
  riskPlan: '',
  channelIds: [],
}

function on(revision: number, application: Partial<Application> = {}): Saved {
  return { revision, application: { ...empty, ...application } }
}

function after(...events: AutosaveEvent[]): Autosave {
  return events.reduce(autosave, startAutosave(on(1)))
}

const type = (changes: Partial<Application>): AutosaveEvent => ({ kind: 'typed', changes })
const rest = (key: string): AutosaveEvent => ({ kind: 'rested', key })

describe('saving', () => {
  it('sends only the changed fields with the revision that was read', () => {
    const state = after(type({ title: '甲' }), type({ title: '甲乙' }), rest('k1'))
    expect(state.sent).toEqual({ key: 'k1', revision: 1, changes: { title: '甲乙' } })
    expect(statusOf(state)).toBe('saving')
  })
  it('is saved when the answer came and nothing was typed since', () => {
    const state = after(type({ title: '甲' }), rest('k1'), { kind: 'saved', answer: on(2, { title: '甲' }) })
    expect([statusOf(state), state.revision, shownBy(state).title]).toEqual(['saved', 2, '甲'])
  })
  it('sends what was typed meanwhile afterwards, on the new revision', () => {
    const state = after(
      type({ title: '甲' }),
      rest('k1'),
      type({ title: '甲乙' }),
      rest('k2'),
      { kind: 'saved', answer: on(2, { title: '甲' }) },
      rest('k3'),
    )
    expect(state.sent).toEqual({ key: 'k3', revision: 2, changes: { title: '甲乙' } })
  })
  it('has nothing to send when typed back', () => {
    expect(statusOf(after(type({ title: '甲' }), type({ title: '' })))).toBe('saved')
  })
  it('shows the blank that the server cuts off while one goes on typing', () => {
    const state = after(type({ title: '甲 ' }), rest('k1'), { kind: 'saved', answer: on(2, { title: '甲' }) })
    expect([shownBy(state).title, statusOf(state)]).toEqual(['甲 ', 'saved'])
  })
})

describe('a cut line', () => {
  it('keeps what was sent and sends it again with the same key', () => {
    const cut = after(type({ title: '甲' }), rest('k1'), { kind: 'line-cut' }, type({ summary: '乙' }), rest('k2'))
    expect([statusOf(cut), cut.sent?.key, shownBy(cut).summary]).toEqual(['cut', 'k1', '乙'])
    const again = autosave(cut, { kind: 'try-again' })
    expect([again.line, again.sent, again.tries]).toEqual(['fine', cut.sent, 1])
  })
})

describe('what is not taken', () => {
  it('marks the fields that were named and sends the others again', () => {
    const state = after(
      type({ title: '甲', seats: 5 }),
      rest('k1'),
      { kind: 'refused', faults: { title: '太长' }, words: '有误' },
      rest('k2'),
    )
    expect(state.refused).toEqual({ title: '太长' })
    expect(state.sent?.changes).toEqual({ seats: 5 })
  })
  it('marks all when none was named, and keeps what was typed', () => {
    const state = after(type({ venueId: null, seats: 5 }), rest('k1'), {
      kind: 'refused',
      faults: {},
      words: '已被占用',
    })
    expect([state.refused, shownBy(state).seats, statusOf(state)]).toEqual([{ seats: '已被占用' }, 5, 'refused'])
  })
  it('tries again once the person changed it', () => {
    const state = after(
      type({ seats: 5 }),
      rest('k1'),
      { kind: 'refused', faults: {}, words: '有误' },
      type({ seats: 6 }),
      rest('k2'),
    )
    expect(state.sent?.changes).toEqual({ seats: 6 })
  })
  it('waits with what does not fit the schema', () => {
    const state = after(type({ rundown: [{ title: '', seconds: 60, who: '' }] }), rest('k1'))
    expect([state.sent, statusOf(state)]).toEqual([undefined, 'refused'])
  })
})

describe('somebody else changed it', () => {
  const meanwhile = (theirs: Saved): AutosaveEvent => ({ kind: 'changed-meanwhile', theirs })

  it('keeps mine on the new revision where they changed other fields', () => {
    const state = after(type({ title: '甲' }), rest('k1'), meanwhile(on(4, { series: '丙' })), rest('k2'))
    expect(state.sent).toEqual({ key: 'k2', revision: 4, changes: { title: '甲' } })
    expect(shownBy(state).series).toBe('丙')
  })
  it('asks where they changed the same field, and sends it no more until chosen', () => {
    const state = after(type({ title: '甲' }), rest('k1'), meanwhile(on(4, { title: '丁' })), rest('k2'))
    expect([state.differing, state.sent, statusOf(state)]).toEqual([['title'], undefined, 'differing'])
    expect([shownBy(state).title, state.base.title]).toEqual(['甲', '丁'])
  })
  it('goes on with mine or takes theirs, as chosen', () => {
    const asked = after(type({ title: '甲' }), rest('k1'), meanwhile(on(4, { title: '丁' })))
    const mine = [{ kind: 'chosen', field: 'title', whose: 'mine' } as const, rest('k2')].reduce(autosave, asked)
    expect(mine.sent).toEqual({ key: 'k2', revision: 4, changes: { title: '甲' } })
    const theirs = autosave(asked, { kind: 'chosen', field: 'title', whose: 'theirs' })
    expect([shownBy(theirs).title, statusOf(theirs)]).toEqual(['丁', 'saved'])
  })
  it('takes news over when nothing is typed, and ignores old ones', () => {
    const state = after({ kind: 'news', theirs: on(3, { title: '丁' }) }, { kind: 'news', theirs: on(2) })
    expect([state.revision, shownBy(state).title]).toEqual([3, '丁'])
  })
})

describe('whatever happens', () => {
  const events = fc.array(
    fc.oneof(
      fc.string({ maxLength: 3 }).map((text) => type({ title: text })),
      fc.integer({ min: 0, max: 9 }).map((seats) => type({ seats })),
      fc.constant(rest('key')),
      fc.constant<AutosaveEvent>({ kind: 'line-cut' }),
      fc.constant<AutosaveEvent>({ kind: 'try-again' }),
      fc.constant<AutosaveEvent>({ kind: 'refused', faults: {}, words: '有误' }),
      fc.nat(20).map<AutosaveEvent>((revision) => ({ kind: 'news', theirs: on(revision, { title: '他' }) })),
      fc.nat(20).map<AutosaveEvent>((revision) => ({ kind: 'changed-meanwhile', theirs: on(revision, { seats: 1 }) })),
    ),
    { maxLength: 30 },
  )
  it('what was typed last is what is shown', () => {
    fc.assert(
      fc.property(events, fc.string({ minLength: 1, maxLength: 5 }), (before, last) => {
        const state = [...before.slice(0, 15), type({ title: last }), ...before.slice(15).filter(isNotTyping)].reduce(
          autosave,
          startAutosave(on(1)),
        )
        expect(shownBy(state).title).toBe(last)
      }),
    )
  })
})

function isNotTyping(event: AutosaveEvent): boolean {
  return event.kind !== 'typed'
}
