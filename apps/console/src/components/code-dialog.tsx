import { TextField } from '@yimi/ui/field.tsx'
import type { ReactNode } from 'react'
import { M } from '../messages.ts'
import { FormDialog } from './form-dialog.tsx'

/** A code of the second factor, shown anew with the act itself. */
export function CodeField(props: { value: string; onChange: (code: string) => void; fault?: string }) {
  return (
    <TextField
      name="code"
      label={M.act.freshCode}
      hint={M.act.freshCodeHint}
      maxLength={6}
      inputMode="numeric"
      autoComplete="one-time-code"
      {...props}
    />
  )
}

export function isWholeCode(code: string): boolean {
  return /^\d{6}$/.test(code)
}

/** For an act that asks for nothing but the code. */
export function CodeDialog(props: {
  title: string
  submitWords: string
  onSubmit: (code: string) => Promise<unknown>
  onClose: () => void
  children: ReactNode
}) {
  return (
    <FormDialog
      title={props.title}
      submitWords={props.submitWords}
      initial={{ code: '' }}
      ready={(values) => isWholeCode(values.code)}
      onSubmit={(values) => props.onSubmit(values.code)}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          {props.children}
          <CodeField value={values.code} onChange={(code) => change({ code })} {...fault('code')} />
        </>
      )}
    </FormDialog>
  )
}
