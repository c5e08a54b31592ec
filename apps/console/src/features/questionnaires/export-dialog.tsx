import { SelectField, TextField } from '@yimi/ui/field.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { saveFile } from '../../components/save-file.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useAnswerActs } from './answers-api.ts'

const T = M.questionnaires.results

export function ExportDialog(props: { questionnaireId: string; version: number; onClose: () => void }) {
  const acts = useAnswerActs()
  const mayWords = useMay('answer.words')
  return (
    <FormDialog
      title={T.take}
      submitWords={T.takeSubmit}
      initial={{ format: 'xlsx' as 'xlsx' | 'csv', withWords: false, reason: '' }}
      ready={(values) => values.reason.trim() !== ''}
      onSubmit={async (values) => {
        const taken = await acts.take(props.questionnaireId, { ...values, version: props.version })
        const bytes = Uint8Array.from(atob(taken.content), (sign) => sign.charCodeAt(0))
        saveFile(taken.fileName, taken.mediaType, bytes)
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{T.takeLead}</p>
          <SelectField
            name="format"
            label={T.format}
            value={values.format}
            choices={(['xlsx', 'csv'] as const).map((value) => ({ value, label: T.formats[value] }))}
            onChange={(format) => change({ format: format === 'csv' ? 'csv' : 'xlsx' })}
          />
          {mayWords && (
            <CheckField label={T.withWords} checked={values.withWords} onCheck={(withWords) => change({ withWords })} />
          )}
          <TextField
            name="reason"
            label={M.act.reason}
            hint={M.act.reasonHint}
            maxLength={100}
            value={values.reason}
            onChange={(reason) => change({ reason })}
            {...fault('reason')}
          />
        </>
      )}
    </FormDialog>
  )
}
