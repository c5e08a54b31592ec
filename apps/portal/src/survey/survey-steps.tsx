import { judgeAnswer, type Values } from '@yimi/contract/form-answer.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useContext, useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import type { Sending } from '../calls/use-sending.ts'
import { ElderContext } from '../reading/reading-settings.ts'
import { Page, VisitContext } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { useSurveyMessages } from '../words/use-survey-messages.ts'
import { faultsIn, type SurveyDraft, stepsOf } from './survey-draft.ts'
import { SurveyGroup } from './survey-group.tsx'
import { SurveyQuestion } from './survey-question.tsx'
import type { Survey } from './survey-start.tsx'

/** A section a page, or a question a page for whoever reads large; a page is left when what is on it is right. */
export function SurveySteps(props: {
  survey: Pick<Survey, 'kind' | 'form'>
  draft: SurveyDraft
  sending: Sending
  onChange: (part: Partial<SurveyDraft>) => void
  onLeave: () => void
  onSend: (values: Values) => void
}) {
  const words = useSurveyMessages()
  const oneEach = useContext(ElderContext) || props.survey.kind === 'kiosk'
  const visit = useContext(VisitContext)
  const { draft, sending, survey } = props
  const [missed, setMissed] = useState(false)
  const judged = judgeAnswer(survey.form, draft.values)
  const steps = stepsOf(judged, oneEach)
  const at = Math.min(draft.step, Math.max(0, steps.length - 1))
  const step = steps[at] ?? []
  const faults = faultsIn(step, judged.faults)
  const last = at >= steps.length - 1
  const section = survey.form.pages[step[0]?.section ?? 0]

  function go(to: number) {
    sending.forget()
    setMissed(false)
    props.onChange({ step: to })
    window.scrollTo(0, 0)
  }
  function onward() {
    if (faults.length > 0) return setMissed(true)
    if (!last) return go(at + 1)
    // Something earlier became wrong by a later change: go there.
    const wrong = steps.findIndex((one) => faultsIn(one, judged.faults).length > 0)
    if (wrong < 0) return props.onSend(judged.values)
    go(wrong)
    setMissed(true)
  }
  return (
    <VisitContext.Provider key={at} value={visit + at + 1}>
      <Page title={section?.title || survey.form.title}>
        <p role="status">{words.step(at + 1, steps.length)}</p>
        {section?.description ? <p>{section.description}</p> : null}
        {missed && faults.length > 0 ? <Notice kind="attention" title={words.look} spoken /> : null}
        {step.map(({ question, path }) =>
          question.type === 'paneldynamic' ? (
            <SurveyGroup
              key={path}
              group={question}
              values={draft.values}
              faults={missed ? faults : []}
              onValues={(values) => props.onChange({ values })}
            />
          ) : (
            <SurveyQuestion
              key={path}
              question={question}
              values={draft.values}
              fault={missed ? faults.find((fault) => fault.path === path) : undefined}
              onValues={(values) => props.onChange({ values })}
            />
          ),
        )}
        <SendFault sending={sending} />
        <div className="buttons">
          <Button kind="main" busy={sending.busy} onPress={onward}>
            {sending.busy ? words.sending : last ? words.send : words.next}
          </Button>
          <Button busy={sending.busy} onPress={() => (at === 0 ? props.onLeave() : go(at - 1))}>
            {words.back}
          </Button>
        </div>
      </Page>
    </VisitContext.Provider>
  )
}

function SendFault({ sending }: { sending: Sending }) {
  const words = useSurveyMessages()
  const messages = useMessages()
  if (!sending.problem) return null
  return (
    <Notice kind="failed" title={words.failed} spoken>
      <p>{problemWords(sending.problem, messages)}</p>
      <p>{words.kept}</p>
    </Notice>
  )
}
