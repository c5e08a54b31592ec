import { useNavigate } from '@tanstack/react-router'
import { judgeAnswer } from '@yimi/contract/form-answer.ts'
import type { getAnswer } from '@yimi/contract/questionnaire-answer.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { NEED_CLASSES, type NeedClass } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Modal } from 'antd'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PersonFind } from '../../components/person-find.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { today } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useNeedActs, useNeeds } from '../needs/needs-api.ts'
import { OneChoice } from '../orders/one-choice.tsx'
import { useOneAnswer } from './answers-api.ts'

const T = M.questionnaires.results
type Answer = RouteAnswer<typeof getAnswer>
type Values = { needClass: NeedClass; words: string; personId: string | null }

/** From an answer to a need in one step: its words and its person are there already, and the need's page proposes the service. */
export function AnswerNeedDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const answer = useOneAnswer(id)
  if (answer.data) return <NeedDialog answer={answer.data} onClose={onClose} />
  return (
    <Modal open title={T.asNeed} footer={null} onCancel={onClose} closable={{ 'aria-label': M.act.close }}>
      <QueryView query={answer}>{() => null}</QueryView>
    </Modal>
  )
}

function NeedDialog({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const acts = useNeedActs()
  const navigate = useNavigate()
  const before = useNeeds({ answerId: answer.id }, 0)
  const initial: Values = { needClass: 'affairs', words: saidIn(answer), personId: answer.personId }
  return (
    <FormDialog
      title={T.asNeed}
      submitWords={T.asNeedSubmit}
      initial={initial}
      ready={(values) => values.words.trim().length >= 2}
      onSubmit={async (values, key) => {
        const subject = values.personId ? ('person' as const) : ('anonymous' as const)
        const from = { source: 'answer' as const, answerId: answer.id, heardOn: today() }
        const need = await acts.hear({ ...values, ...from, subject, orgId: answer.orgId }, key)
        await navigate({ to: '/needs/$id', params: { id: need.id } })
      }}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p className="quiet">{T.asNeedLead}</p>
          {(before.data?.total ?? 0) > 0 && <Notice kind="info" title={T.asNeedBefore(before.data?.total ?? 0)} />}
          {answer.personId || answer.identity === 'anonymous' ? (
            <p>{answer.personId ? T.asNeedOf(answer.name) : T.asNeedNameless}</p>
          ) : (
            <PersonFind
              label={T.asNeedWho}
              value={values.personId}
              onPick={(personId) => change({ personId })}
              {...fault('personId')}
            />
          )}
          <OneChoice
            label={M.needs.needClass}
            choices={NEED_CLASSES.map((value) => ({ value, label: NEED_CLASS_LABELS[value].zh }))}
            value={values.needClass}
            onChoose={(needClass) => change({ needClass })}
          />
          <TextAreaField
            name="words"
            label={M.needs.words}
            rows={4}
            maxLength={2000}
            value={values.words}
            onChange={(words) => change({ words })}
            {...fault('words')}
          />
        </>
      )}
    </FormDialog>
  )
}

/** What was written in it, one line a question; whoever may not read it writes down what he was told. */
function saidIn(answer: Answer): string {
  const { shown } = judgeAnswer(answer.form, answer.values)
  const said = shown.flatMap(({ question, within }) => {
    const entries = within ? answer.values[within.group.name] : undefined
    const entry = within && Array.isArray(entries) ? entries[within.entry] : undefined
    const values = within ? (typeof entry === 'object' ? entry : {}) : answer.values
    const written = question.type === 'comment' ? values[question.name] : values[`${question.name}-Comment`]
    return typeof written === 'string' && written.trim() !== '' ? [written.trim()] : []
  })
  return said.join('\n').slice(0, 2000)
}
