import type { getPublicQuestionnaire } from '@yimi/contract/questionnaire-answer.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { SelectField, TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { ChoiceList } from '../steps/choice-list.tsx'
import { useSurveyMessages } from '../words/use-survey-messages.ts'
import type { SentBefore, SurveyDraft } from './survey-draft.ts'

export type Survey = RouteAnswer<typeof getPublicQuestionnaire>

/** What is asked, by whom, with a name or without, and how long it is kept: said before the first question. */
export function SurveyStart(props: {
  survey: Survey
  token: string
  draft: SurveyDraft | undefined
  sent: SentBefore | undefined
  onStart: (teller: Pick<SurveyDraft, 'relation' | 'teller'>) => void
  onGoOn: () => void
}) {
  const words = useSurveyMessages()
  const { survey } = props
  const [teller, setTeller] = useState({ forOther: false, relation: '', teller: '' })
  const [missed, setMissed] = useState(false)
  const named = survey.identity === 'named'
  const questions = survey.form.pages.reduce((sum, page) => sum + page.elements.length, 0)
  function start() {
    const lacks = teller.forOther && (teller.relation === '' || (named && teller.teller.trim() === ''))
    setMissed(lacks)
    if (!lacks) props.onStart(teller.forOther ? teller : { relation: '', teller: '' })
  }
  return (
    <Page title={survey.form.title}>
      {survey.form.description ? <p className="lead">{survey.form.description}</p> : null}
      <p>{words.by(survey.unit)}</p>
      <Notice kind="info" title={named ? words.named : words.anonymous}>
        <p>{named ? (survey.name ? words.namedLine(survey.name) : words.namedFirst) : words.anonymousLine}</p>
        <p>{words.keep(survey.keepDays)}</p>
      </Notice>
      {props.sent ? (
        <Notice kind="attention" title={words.answeredHere(props.sent.number)}>
          <p>{words.answeredHereLine}</p>
        </Notice>
      ) : null}
      {survey.answered ? (
        <Notice kind="done" title={words.answered} />
      ) : survey.signInFirst ? (
        <ButtonLink wide kind="main" href={addressOf({ page: 'sign-in', to: 'survey' })}>
          {words.signIn}
        </ButtonLink>
      ) : (
        <>
          <p>{words.count(questions)}</p>
          {survey.kind === 'link' ? <p>{words.onDevice}</p> : null}
          <ForWhom named={named} teller={teller} missed={missed} onChange={setTeller} />
          <div className="buttons">
            {props.draft ? (
              <Button kind="main" onPress={props.onGoOn}>
                {words.goOn}
              </Button>
            ) : null}
            <Button kind={props.draft ? 'plain' : 'main'} onPress={start}>
              {props.draft ? words.again : words.start}
            </Button>
          </div>
        </>
      )}
    </Page>
  )
}

type Teller = { forOther: boolean; relation: string; teller: string }

function ForWhom(props: { named: boolean; teller: Teller; missed: boolean; onChange: (teller: Teller) => void }) {
  const words = useSurveyMessages()
  const { teller, onChange } = props
  const choices = [
    { value: 'self', label: words.self },
    { value: 'other', label: words.other },
  ]
  const relations = Object.entries(words.relations).map(([value, label]) => ({ value, label }))
  return (
    <>
      <ChoiceList
        label={words.forWhom}
        name="for-whom"
        kind="radio"
        chosen={[teller.forOther ? 'other' : 'self']}
        choices={choices}
        onChange={([chosen]) => onChange({ ...teller, forOther: chosen === 'other' })}
      />
      {teller.forOther ? (
        <SelectField
          name="relation"
          label={words.relation}
          value={teller.relation}
          choices={[{ value: '', label: words.fill }, ...relations]}
          fault={props.missed && teller.relation === '' ? words.fill : undefined}
          onChange={(relation) => onChange({ ...teller, relation })}
        />
      ) : null}
      {teller.forOther && props.named ? (
        <TextField
          name="teller"
          label={words.tellerName}
          value={teller.teller}
          maxLength={40}
          fault={props.missed && teller.teller.trim() === '' ? words.fill : undefined}
          onChange={(name) => onChange({ ...teller, teller: name })}
        />
      ) : null}
    </>
  )
}
