import { judgeAnswer, type Values } from '@yimi/contract/form-answer.ts'
import { optionsOf } from '@yimi/contract/form-codes.ts'
import type { getAnswer } from '@yimi/contract/questionnaire-answer.ts'
import type { SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Notice } from '@yimi/ui/notice.tsx'
import { Modal } from 'antd'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useOneAnswer } from './answers-api.ts'

const T = M.questionnaires.results

export function AnswerDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const answer = useOneAnswer(id)
  return (
    <Modal
      open
      title={T.oneTitle(answer.data?.number ?? '')}
      footer={null}
      onCancel={onClose}
      closable={{ 'aria-label': M.act.close }}
    >
      <QueryView query={answer}>{(data) => <AnswerWords answer={data} />}</QueryView>
    </Modal>
  )
}

function AnswerWords({ answer }: { answer: RouteAnswer<typeof getAnswer> }) {
  const { shown } = judgeAnswer(answer.form, answer.values)
  return (
    <>
      {!answer.words && <Notice kind="info" title={T.noWords} />}
      {answer.teller && <p>{`${T.teller}：${answer.teller}`}</p>}
      <dl className="questionnaire-answer">
        {shown.map(({ path, question, within }) => (
          <div key={path}>
            <dt>{within ? `　${within.entry + 1}. ${question.title}` : question.title}</dt>
            {question.type !== 'paneldynamic' && (
              <dd>
                {wordsOf(question, within ? entryOf(answer.values, within.group.name, within.entry) : answer.values)}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </>
  )
}

function entryOf(values: Values, group: string, entry: number): Values {
  const entries = values[group]
  return Array.isArray(entries) ? ((entries[entry] ?? {}) as Values) : {}
}

function wordsOf(question: SimpleQuestion, values: Values): string {
  const value = values[question.name]
  if (value === undefined) return T.notAnsweredOne
  const options = optionsOf(question)
  const one = (chosen: unknown) => options.find((option) => option.value === chosen)?.text ?? String(chosen)
  const comment = values[`${question.name}-Comment`]
  return `${Array.isArray(value) ? value.map(one).join('、') : one(value)}${typeof comment === 'string' ? `（${comment}）` : ''}`
}
