import { TextAreaField } from '@yimi/ui/field.tsx'
import type { ReactNode } from 'react'
import { M } from '../messages.ts'
import { FormDialog } from './form-dialog.tsx'

/** Asks for a reason before something that is remembered. */
export function ReasonDialog(props: {
  title: string
  submitWords: string
  label?: string
  hint?: string
  danger?: boolean
  maxLength?: number
  note?: ReactNode
  onSubmit: (reason: string, key: string) => Promise<unknown>
  onClose: () => void
}) {
  return (
    <FormDialog
      title={props.title}
      submitWords={props.submitWords}
      initial={{ reason: '' }}
      danger={props.danger ?? false}
      ready={(values) => values.reason.trim() !== ''}
      onSubmit={(values, key) => props.onSubmit(values.reason.trim(), key)}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          {props.note}
          <TextAreaField
            name="reason"
            rows={3}
            label={props.label ?? M.act.reason}
            hint={props.hint ?? M.act.reasonHint}
            maxLength={props.maxLength ?? 100}
            value={values.reason}
            onChange={(reason) => change({ reason })}
            {...fault('reason')}
          />
        </>
      )}
    </FormDialog>
  )
}
