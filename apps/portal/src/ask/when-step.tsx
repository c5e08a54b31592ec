import type { PublicService } from '@yimi/contract/service.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField, TextAreaField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useContext, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import type { Sending } from '../calls/use-sending.ts'
import { Fact } from '../live/broadcast-words.tsx'
import { usePortalHome } from '../shell/portal-home.ts'
import { ChoiceList } from '../steps/choice-list.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { LanguageContext, useMessages } from '../words/use-messages.ts'
import { type DayRange, daysFrom, sayDay, todayHere } from './ask-days.ts'
import { type AskDraft, rangeOf, WHENS } from './ask-draft.ts'
import type { Asker } from './asking.ts'
import { TelephoneButton } from './telephone-button.tsx'

/** Days that can be picked by name. */
const DAYS_AHEAD = 21

type Props = {
  draft: AskDraft
  change: (part: Partial<AskDraft>) => void
  service: PublicService | undefined
  asker: Asker | undefined
  sending: Sending
  onSend: () => void
  onBack: () => void
  onOwnWords: () => void
}

/** When, whatever else is to be said, and a look over all of it. */
export function WhenStep(props: Props) {
  const words = useHelpMessages().ask
  const { draft, change, service, sending } = props
  function submit(event: FormEvent) {
    event.preventDefault()
    props.onSend()
  }
  return (
    <form onSubmit={submit} noValidate>
      {service ? <ServiceTerms service={service} /> : null}
      <WhenChoice draft={draft} change={change} />
      <Further draft={draft} change={change} />
      <Check {...props} />
      {sending.problem ? <Refused {...props} problem={sending.problem} /> : null}
      <p role="status">{sending.busy ? words.sending : ''}</p>
      <div className="buttons">
        <Button kind="main" submit busy={sending.busy}>
          {words.send}
        </Button>
        <Button onPress={props.onBack}>{words.back}</Button>
      </div>
    </form>
  )
}

function ServiceTerms({ service }: { service: PublicService }) {
  const words = useHelpMessages().ask
  return (
    <section className="card">
      <h2 className="card__title">{service.name}</h2>
      {service.eligibilityWords ? <p>{service.eligibilityWords}</p> : null}
      {service.documents.length > 0 ? (
        <dl className="facts">
          <Fact name={words.documents}>{service.documents.join('、')}</Fact>
        </dl>
      ) : null}
    </section>
  )
}

function WhenChoice({ draft, change }: Pick<Props, 'draft' | 'change'>) {
  const words = useHelpMessages().ask
  const language = useContext(LanguageContext)
  const today = todayHere()
  const days = daysFrom(today, DAYS_AHEAD)
  const names = { 'this-week': words.thisWeek, 'next-week': words.nextWeek, day: words.aDay, any: words.anyDay }
  return (
    <>
      <ChoiceList
        name="when"
        kind="radio"
        label={words.pick}
        chosen={[draft.when]}
        choices={WHENS.map((when) => ({ value: when, label: names[when] }))}
        onChange={([when = '']) => change({ when, day: draft.day || (days[1] ?? '') })}
      />
      {draft.when === 'day' ? (
        <SelectField
          name="day"
          label={words.day}
          value={draft.day}
          choices={days.map((day) => ({ value: day, label: sayDay(day, language) }))}
          onChange={(day) => change({ day })}
        />
      ) : null}
    </>
  )
}

function Further({ draft, change }: Pick<Props, 'draft' | 'change'>) {
  const words = useHelpMessages().ask
  const [open, setOpen] = useState(draft.more !== '' || draft.risks !== '' || draft.contact !== '')
  return (
    <>
      <ChoiceList
        name="urgent"
        kind="checkbox"
        label={words.urgentLabel}
        chosen={draft.urgent ? ['yes'] : []}
        choices={[{ value: 'yes', label: words.urgent }]}
        onChange={(chosen) => change({ urgent: chosen.length > 0 })}
      />
      {open ? null : (
        <p>
          <Button onPress={() => setOpen(true)}>{words.addMore}</Button>
        </p>
      )}
      {open && draft.serviceId ? (
        <TextAreaField
          name="more"
          label={words.moreToSay}
          optional={words.optional}
          hint={words.moreHint}
          value={draft.more}
          maxLength={1000}
          rows={3}
          onChange={(more) => change({ more })}
        />
      ) : null}
      {open ? (
        <>
          <TextField
            name="risks"
            label={words.risks}
            optional={words.optional}
            hint={words.risksHint}
            value={draft.risks}
            maxLength={300}
            onChange={(risks) => change({ risks })}
          />
          <TextField
            name="contact"
            label={words.contact}
            optional={words.optional}
            hint={words.contactHint}
            value={draft.contact}
            maxLength={60}
            inputMode="tel"
            onChange={(contact) => change({ contact })}
          />
        </>
      ) : null}
    </>
  )
}

function Check({ draft, service, asker }: Props) {
  const words = useHelpMessages().ask
  const language = useContext(LanguageContext)
  const range = rangeOf(draft, todayHere())
  return (
    <section>
      <h2 className="heading">{words.check}</h2>
      <dl className="facts card">
        <Fact name={words.what}>{service?.name ?? draft.own}</Fact>
        {asker?.relation ? <Fact name={words.whose}>{words.other(asker.name, asker.relation)}</Fact> : null}
        <Fact name={words.when}>{range ? sayRange(range) : words.anyDay}</Fact>
      </dl>
    </section>
  )
  function sayRange({ from, until }: DayRange): string {
    return from === until ? sayDay(from, language) : words.span(sayDay(from, language), sayDay(until, language))
  }
}

/** Why not, in the server's kind words, and what to do instead; what was written stays. */
function Refused(props: Props & { problem: NonNullable<Sending['problem']> }) {
  const all = useMessages()
  const words = useHelpMessages().ask
  const telephone = usePortalHome().value?.telephone
  const { problem, draft } = props
  if (problem.code !== 'not-eligible')
    return (
      <Notice kind="failed" title={words.failed} spoken>
        <p>{problem.faults?.[0]?.message ?? problemWords(problem, all)}</p>
        <p>{words.kept}</p>
      </Notice>
    )
  return (
    <Notice
      kind="attention"
      title={words.notNow}
      spoken
      actions={
        <>
          <Button onPress={props.onBack}>{words.otherOne}</Button>
          {draft.serviceId ? <Button onPress={props.onOwnWords}>{words.sayIt}</Button> : null}
          {telephone ? <TelephoneButton number={telephone} words={words.callUs(telephone)} /> : null}
        </>
      }
    >
      <p>{problem.detail ?? problem.faults?.[0]?.message ?? problem.title}</p>
    </Notice>
  )
}
