import { judgeAnswer, type Values } from '@yimi/contract/form-answer.ts'
import { optionsOf } from '@yimi/contract/form-codes.ts'
import { RELATIONS } from '@yimi/contract/person-tie.ts'
import { CHANNELS } from '@yimi/contract/questionnaire.ts'
import type { AnswerLine, getAnswer } from '@yimi/contract/questionnaire-answer.ts'
import type { SimpleQuestion } from '@yimi/contract/questionnaire-form.ts'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Modal } from 'antd'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useAnswerActs, useAnswers, useOneAnswer } from './answers-api.ts'

const T = M.questionnaires.results

/** Answers one by one; opening one is kept in the log. */
export function AnswerList({ questionnaireId }: { questionnaireId: string }) {
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState('')
  const [withdrawing, setWithdrawing] = useState('')
  const list = useAnswers(questionnaireId, offset, true)
  const acts = useAnswerActs()
  const mayWithdraw = useMay('answer.enter')
  const columns: Column<AnswerLine>[] = [
    { key: 'number', title: T.number, head: true, cell: (row) => row.number },
    { key: 'version', title: T.version, cell: (row) => M.questionnaires.version(row.version) },
    { key: 'channel', title: T.channel, cell: (row) => CHANNELS[row.channel] },
    { key: 'org', title: M.questionnaires.org, cell: (row) => row.orgName },
    { key: 'at', title: T.at, cell: (row) => dayTime(row.answeredAt) },
    {
      key: 'person',
      title: T.person,
      cell: (row) => `${row.name || T.nameless}${row.relation ? `（${T.behalf(RELATIONS[row.relation])}）` : ''}`,
    },
    {
      key: 'act',
      title: M.questionnaires.actions,
      cell: (row) =>
        row.withdrawn ? (
          T.withdrawn
        ) : (
          <div className="row-actions">
            <Button onPress={() => setOpen(row.id)}>{T.openOne}</Button>
            {mayWithdraw && (
              <Button kind="quiet" onPress={() => setWithdrawing(row.id)}>
                {T.withdraw}
              </Button>
            )}
          </div>
        ),
    },
  ]
  return (
    <>
      <h2>{T.list}</h2>
      <QueryView query={list} isEmpty={(data) => data.total === 0} emptyWords={T.listNothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={T.list} rows={data.items} columns={columns} rowKey={(row) => row.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {open !== '' && <AnswerDialog id={open} onClose={() => setOpen('')} />}
      {withdrawing !== '' && (
        <FormDialog
          title={T.withdraw}
          submitWords={T.withdraw}
          danger
          initial={{}}
          onSubmit={(_values, key) => acts.withdraw(withdrawing, key)}
          onClose={() => setWithdrawing('')}
        >
          {() => <p>{T.withdrawLead}</p>}
        </FormDialog>
      )}
    </>
  )
}

function AnswerDialog({ id, onClose }: { id: string; onClose: () => void }) {
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
