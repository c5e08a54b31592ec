import { RELATIONS } from '@yimi/contract/person-tie.ts'
import { CHANNELS } from '@yimi/contract/questionnaire.ts'
import type { AnswerLine } from '@yimi/contract/questionnaire-answer.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { AnswerNeedDialog } from './answer-need-dialog.tsx'
import { useAnswerActs, useAnswers } from './answers-api.ts'

const T = M.questionnaires.results

/** Answers one by one; opening one is kept in the log. */
export function AnswerList({ questionnaireId, first }: { questionnaireId: string; first: string }) {
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState(first)
  const [need, setNeed] = useState('')
  const [withdrawing, setWithdrawing] = useState('')
  const list = useAnswers(questionnaireId, offset, true)
  const acts = useAnswerActs()
  const mayWithdraw = useMay('answer.enter')
  const mayHear = useMay('need.handle')
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
            {mayHear && <Button onPress={() => setNeed(row.id)}>{T.asNeed}</Button>}
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
      {need !== '' && <AnswerNeedDialog id={need} onClose={() => setNeed('')} />}
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
