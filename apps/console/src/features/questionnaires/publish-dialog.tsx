import { formChanges } from '@yimi/contract/form-changes.ts'
import { formFaults } from '@yimi/contract/form-faults.ts'
import type { QuestionnaireDetail } from '@yimi/contract/questionnaire.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Modal } from 'antd'
import { CheckField } from '../../components/check-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useQuestionnaireActs, useVersion } from './questionnaires-api.ts'
import type { Draft } from './use-draft.ts'

const T = M.questionnaires.builder

/** What would change, before it does; or what keeps it from being published. */
export function PublishDialog(props: { questionnaire: QuestionnaireDetail; draft: Draft; onClose: () => void }) {
  const { questionnaire, draft, onClose } = props
  const faults = formFaults(draft.form)
  const before = useVersion(questionnaire.id, questionnaire.version || undefined)
  const acts = useQuestionnaireActs()
  if (faults.length > 0)
    return (
      <Modal open title={T.publishTitle} footer={null} onCancel={onClose} closable={{ 'aria-label': M.act.close }}>
        <p>{T.problems}</p>
        <ul>
          {faults.map((fault, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two faults may read the same
            <li key={place}>{fault.message}</li>
          ))}
        </ul>
        <Button onPress={onClose}>{M.act.close}</Button>
      </Modal>
    )
  const dialog = (changes: readonly string[]) => (
    <FormDialog
      title={T.publishTitle}
      submitWords={T.publish}
      initial={{ note: '', closeEarlier: false }}
      onSubmit={(values, key) => acts.publish(questionnaire.id, { ...values, revision: draft.revision }, key)}
      onClose={onClose}
      onDone={() => {
        window.location.hash = `#/questionnaires/${questionnaire.id}`
      }}
    >
      {({ values, change, fault }) => (
        <>
          <p>{T.publishLead}</p>
          <ul>
            {changes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <TextField
            name="note"
            label={T.publishNote}
            value={values.note}
            maxLength={200}
            onChange={(note) => change({ note })}
            {...fault('note')}
          />
          {questionnaire.version > 0 && (
            <CheckField
              label={T.closeEarlier}
              checked={values.closeEarlier}
              onCheck={(closeEarlier) => change({ closeEarlier })}
            />
          )}
        </>
      )}
    </FormDialog>
  )
  if (questionnaire.version === 0) return dialog(formChanges(undefined, draft.form))
  return <QueryView query={before}>{(version) => dialog(formChanges(version.form, draft.form))}</QueryView>
}
