import { CONSENT_PURPOSES, type Consent } from '@yimi/contract/consent.ts'
import { HOUSEHOLD_ROLES } from '@yimi/contract/household.ts'
import { LIFE_EVENTS } from '@yimi/contract/life-event.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import { FACT_SOURCES, type PersonTag, TAG_KINDS } from '@yimi/contract/person-tag.ts'
import { type PersonTie, RELATIONS, TIE_KINDS } from '@yimi/contract/person-tie.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import type { ReactNode } from 'react'
import { dayOf } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'

/** A part of the record: heading, what can be done, lines. */
export function Section(props: { title: string; action?: ReactNode; empty: string; children: readonly ReactNode[] }) {
  return (
    <section className="record-part record-part--lines">
      <div className="record-part__head">
        <h2>{props.title}</h2>
        {props.action}
      </div>
      {props.children.length === 0 ? <EmptyState words={props.empty} /> : <ul className="lines">{props.children}</ul>}
    </section>
  )
}

export function HouseholdSection({ person, action }: { person: PersonRecord; action?: ReactNode }) {
  const { household } = person
  const members = household?.members ?? []
  const title = household ? `${M.people.household.title}：${household.labels.join('')}` : M.people.household.title
  return (
    <Section title={title} action={action} empty={M.people.household.none}>
      {members.map((member) => (
        <li key={member.id}>
          <span>
            {member.personId === person.id ? (
              <strong>{member.name}</strong>
            ) : (
              <a href={`#/people/${member.personId}`}>{member.name}</a>
            )}{' '}
            {HOUSEHOLD_ROLES[member.role]}
          </span>
          <span className="quiet">
            {member.until ? M.people.household.until(member.from, member.until) : M.people.household.since(member.from)}
          </span>
        </li>
      ))}
    </Section>
  )
}

function checkedWords(person: PersonRecord, tagId: string): string {
  const check = person.checks.find((one) => one.tagId === tagId)
  return check ? ` · ${M.people.checkedOn(M.people.tags.checked, check.on, check.by)}` : ''
}

export function TagSection(props: { person: PersonRecord; action?: ReactNode; onRemove?: (tag: PersonTag) => void }) {
  const { onRemove } = props
  return (
    <Section title={M.people.tags.title} action={props.action} empty={M.people.tags.none}>
      {props.person.tags.map((tag) => (
        <li key={tag.id}>
          <span>
            <strong>{TAG_KINDS[tag.kind].label}</strong> {tag.value}
          </span>
          <span className="quiet">
            {M.people.tags.from(FACT_SOURCES[tag.source], tag.givenOn)}
            {checkedWords(props.person, tag.id)}
            {tag.expiresOn && ` · ${tag.expired ? M.people.tags.expired : M.people.tags.until(tag.expiresOn)}`}
          </span>
          {onRemove && (
            <Button label={M.people.tags.removeOf(TAG_KINDS[tag.kind].label)} onPress={() => onRemove(tag)}>
              {M.people.tags.remove}
            </Button>
          )}
        </li>
      ))}
    </Section>
  )
}

export function ConsentSection(props: {
  person: PersonRecord
  action?: ReactNode
  onWithdraw?: (consent: Consent) => void
}) {
  const words = M.people.consents
  const { onWithdraw } = props
  return (
    <Section title={words.title} action={props.action} empty={words.none}>
      {props.person.consents.map((one) => (
        <li key={one.id}>
          <span>
            <strong>{CONSENT_PURPOSES[one.purpose].label}</strong> <ConsentState consent={one} />
          </span>
          <span className="quiet">
            {words.line(one.giver || words.givers[one.givenBy], words.kinds[one.evidenceKind], dayOf(one.givenAt))}
            {one.inForce && one.expiresOn && ` · ${words.until(one.expiresOn)}`}
          </span>
          {onWithdraw && one.inForce && (
            <Button label={words.withdrawOf(CONSENT_PURPOSES[one.purpose].label)} onPress={() => onWithdraw(one)}>
              {words.withdraw}
            </Button>
          )}
        </li>
      ))}
    </Section>
  )
}

function ConsentState({ consent }: { consent: Consent }) {
  const words = M.people.consents
  if (consent.inForce) return <StatusWord tone="done" word={words.inForce} />
  return <StatusWord tone="quiet" word={words.ends[consent.endKind ?? 'expired']} />
}

export function TieSection(props: { person: PersonRecord; action?: ReactNode; onEnd?: (tie: PersonTie) => void }) {
  const words = M.people.ties
  const { onEnd } = props
  return (
    <Section title={words.title} action={props.action} empty={words.none}>
      {props.person.ties.map((tie) => (
        <li key={tie.id}>
          <span>
            <strong>{tie.name}</strong> {TIE_KINDS[tie.kind]}，{RELATIONS[tie.relation]} {tie.phoneMasked}
          </span>
          <span className="quiet">{tie.until ? words.past(tie.until) : M.people.household.since(tie.from)}</span>
          {onEnd && !tie.until && (
            <Button label={words.endOf(tie.name)} onPress={() => onEnd(tie)}>
              {words.end}
            </Button>
          )}
        </li>
      ))}
    </Section>
  )
}

export function LifeEventSection({ person, action }: { person: PersonRecord; action?: ReactNode }) {
  const words = M.people.lifeEvents
  return (
    <Section title={words.title} action={action} empty={words.none}>
      {person.lifeEvents.map((event) => (
        <li key={event.id}>
          <span>
            <strong>{LIFE_EVENTS[event.what]}</strong> {event.happenedOn}
          </span>
          <StatusWord tone={event.state === 'reported' ? 'waiting' : 'quiet'} word={words.states[event.state]} />
        </li>
      ))}
    </Section>
  )
}

export function ReadOnlySections({ person }: { person: PersonRecord }) {
  return (
    <>
      <HouseholdSection person={person} />
      <TagSection person={person} />
      <ConsentSection person={person} />
      <TieSection person={person} />
      <LifeEventSection person={person} />
    </>
  )
}
