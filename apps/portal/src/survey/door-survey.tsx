import type { AnswerValues } from '@yimi/contract/answer-values.ts'
import type { Values } from '@yimi/contract/form-answer.ts'
import type { DoorAnswer, DoorQuestionnaire, MyVisitDoor } from '@yimi/contract/visit-record.ts'
import { Button } from '@yimi/ui/button.tsx'
import { SelectField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { useSending } from '../calls/use-sending.ts'
import { Page } from '../shell/page.tsx'
import { useSurveyMessages } from '../words/use-survey-messages.ts'
import { forgetDraft, keepDraft, newDraft, recallDraft, type SurveyDraft } from './survey-draft.ts'
import { SurveySteps } from './survey-steps.tsx'

type Props = {
  asked: DoorQuestionnaire
  door: MyVisitDoor
  /** Could not be kept as it was, and is to be mended. */
  before: DoorAnswer | null
  onAnswer: (answer: DoorAnswer) => void
  /** Somebody was met, and nothing is answered. */
  onSkip: () => void
  onLeave: () => void
}

/** What a plan asks at this door. It is the resident's to say no, before the first question and at every page. */
export function DoorSurvey({ asked, door, before, onAnswer, onSkip, onLeave }: Props) {
  const words = useSurveyMessages()
  const place = `door.${door.id}`
  const [draft, setDraft] = useState<SurveyDraft>(() => ({
    ...newDraft(asked.version),
    values: before?.values ?? {},
    ...recallDraft(place, asked.version),
  }))
  const [who, setWho] = useState({ personId: door.people[0]?.personId ?? '', name: '' })
  const [filling, setFilling] = useState(false)
  const sending = useSending()
  function change(part: Partial<SurveyDraft>) {
    const next = { ...draft, ...part }
    setDraft(next)
    keepDraft(place, next)
  }
  function skip() {
    forgetDraft(place)
    onSkip()
  }
  function finish(values: Values) {
    forgetDraft(place)
    const { named } = asked
    const personId = named && who.personId ? who.personId : null
    const name = named && !personId ? who.name.trim() : ''
    onAnswer({ id: draft.id, version: asked.version, values: values as AnswerValues, personId, name })
  }
  if (filling)
    return (
      <>
        <p>{door.door}</p>
        <SurveySteps
          survey={{ kind: 'link', form: asked.form }}
          draft={draft}
          sending={sending}
          onChange={change}
          onLeave={() => setFilling(false)}
          onSend={finish}
        />
        <Button kind="quiet" onPress={skip}>
          {words.atDoor.skip}
        </Button>
      </>
    )
  return (
    <Page title={asked.form.title}>
      <p>{door.door}</p>
      {asked.form.description ? <p className="lead">{asked.form.description}</p> : null}
      <Notice kind="info" title={asked.named ? words.named : words.anonymous}>
        <p>{asked.named ? words.atDoor.namedLine : words.atDoor.anonymousLine}</p>
        <p>{words.keep(asked.keepDays)}</p>
      </Notice>
      {asked.named ? <Who door={door} who={who} onChange={setWho} /> : null}
      <div className="buttons">
        <Button
          kind="main"
          busy={asked.named && who.personId === '' && who.name.trim() === ''}
          onPress={() => setFilling(true)}
        >
          {words.atDoor.start}
        </Button>
        <Button onPress={skip}>{words.atDoor.skip}</Button>
        <Button kind="quiet" onPress={onLeave}>
          {words.atDoor.leave}
        </Button>
      </div>
    </Page>
  )
}

type Answering = { personId: string; name: string }

function Who(props: { door: MyVisitDoor; who: Answering; onChange: (who: Answering) => void }) {
  const words = useSurveyMessages()
  const { door, who, onChange } = props
  return (
    <>
      <SelectField
        name="who"
        label={words.atDoor.who}
        value={who.personId}
        choices={[
          ...door.people.map((person) => ({ value: person.personId, label: person.whom })),
          { value: '', label: words.atDoor.somebodyElse },
        ]}
        onChange={(personId) => onChange({ ...who, personId })}
      />
      {who.personId === '' ? (
        <TextField
          name="name"
          label={words.atDoor.name}
          value={who.name}
          maxLength={40}
          onChange={(name) => onChange({ ...who, name })}
        />
      ) : null}
    </>
  )
}
