import { LifeEventKind } from '@yimi/contract/life-event.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { Conduct, listServices, ServiceContent, ServiceTrigger } from '@yimi/contract/service.ts'
import { RHYTHMS } from '@yimi/contract/service.ts'
import { triggerWords } from '@yimi/contract/service-labels.ts'

/** Kinds of team and of skill, as the list of services brings them. */
export type ServiceKinds = Pick<RouteAnswer<typeof listServices>, 'teamKinds' | 'skills'>

/** What a part of the form is given. */
export type ServiceFieldsProps = {
  content: ServiceContent
  onChange: (part: Partial<ServiceContent>) => void
  kinds: ServiceKinds
  faults: Readonly<Record<string, string>>
}

export const CONDUCT_KEYS = ['code', 'rating', 'survey', 'autoConfirm', 'messages', 'pictures', 'hours'] as const

const TRIGGERS: readonly ServiceTrigger[] = [
  { on: 'order' },
  { on: 'campaign', oncePer: 'household' },
  { on: 'campaign', oncePer: 'person' },
  { on: 'birthday-month' },
  ...LifeEventKind.options.map((what) => ({ on: 'life-event' as const, what })),
  { on: 'activity' },
  ...RHYTHMS.map((every) => ({ on: 'recurring' as const, every })),
]

/** What may bring an order about, each under its words. */
export const TRIGGER_OPTIONS = TRIGGERS.map((trigger) => ({
  value: triggerWords(trigger),
  label: triggerWords(trigger),
}))

export function triggersOf(words: readonly string[]): ServiceTrigger[] {
  return TRIGGERS.filter((trigger) => words.includes(triggerWords(trigger)))
}

/** One document a line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 10)
}

export const NEW_CONDUCT: Conduct = {
  code: true,
  rating: true,
  survey: false,
  autoConfirm: true,
  messages: true,
  pictures: false,
  hours: true,
}

export const NEW_CONTENT: ServiceContent = {
  name: '',
  about: '',
  kind: 'errand',
  need: 'affairs',
  triggers: [{ on: 'order' }],
  eligibility: {
    minAge: null,
    maxAge: null,
    tags: [],
    livesInStation: true,
    household: false,
    consents: [],
    guardianConsent: false,
  },
  eligibilityWords: '',
  endsWithConsent: null,
  documents: [],
  window: { kind: 'days', days: 3 },
  deliverers: { teamKinds: [], staffOnly: false },
  skill: null,
  persons: 1,
  minutes: 30,
  proof: 'tick',
  means: [],
  capFen: null,
  round: false,
  refusedByTwo: false,
  instructions: '',
}
