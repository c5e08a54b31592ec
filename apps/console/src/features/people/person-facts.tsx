import { DOOR_FACTS } from '@yimi/contract/door-fact.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import { FACT_SOURCES, FactSource } from '@yimi/contract/person-tag.ts'
import type { ReactNode } from 'react'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'

/** What is known, numbers masked. */
export function PersonFacts({ person }: { person: PersonRecord }) {
  const source = FactSource.safeParse(person.source)
  const lines: [string, ReactNode][] = [
    [M.people.fields.station, person.orgName],
    [M.people.columns.status, statusWords(person)],
    [M.people.fields.sex, person.sex ? M.people.sexes[person.sex] : ''],
    [M.people.fields.birthDate, person.birthDate ?? ''],
    [M.people.fields.birthday, birthdayWords(person)],
    [M.people.idKinds[person.idKind], person.idNumberMasked],
    [M.people.fields.contact, person.contactMasked],
    [M.people.fields.address, person.hasAddress ? M.people.hasAddress : ''],
    [M.people.fields.note, person.note],
    [M.people.fields.source, source.success ? FACT_SOURCES[source.data] : ''],
    [M.people.fields.registeredAt, dayTime(person.registeredAt)],
    [
      M.people.fields.confirmedAt,
      person.confirmedAt
        ? M.people.confirmedBy(person.confirmedBy, dayTime(person.confirmedAt))
        : M.people.notConfirmed,
    ],
    [M.people.fields.checks, checkWords(person)],
  ]
  return (
    <dl className="facts card">
      {lines.map(([label, content]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{content || M.people.unknown}</dd>
        </div>
      ))}
    </dl>
  )
}

/** When each fact was last looked at; marks have their own lines. */
function checkWords({ checks }: PersonRecord): string {
  return checks
    .filter((check) => check.fact !== 'mark')
    .map((check) => M.people.checkedOn(DOOR_FACTS[check.fact], check.on, check.by))
    .join('；')
}

function statusWords(person: PersonRecord): string {
  const state = M.people.states[person.status]
  return person.statusOn ? M.people.statusOn(state, person.statusOn) : state
}

function birthdayWords({ birthday }: PersonRecord): string {
  if (!birthday) return ''
  return M.people.birthday.words(M.people.birthdayKinds[birthday.calendar], birthday.month, birthday.day, birthday.leap)
}
