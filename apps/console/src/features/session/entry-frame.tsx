import { Button } from '@yimi/ui/button.tsx'
import { Field } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import type { InputHTMLAttributes, ReactNode } from 'react'
import { M } from '../../messages.ts'

/** The quiet sheet on which log-in, enrolment and invitation stand; `overlay` lays it over pages that stay open. */
export function EntryFrame(props: {
  title: string
  lead?: string | undefined
  overlay?: boolean
  children?: ReactNode
}) {
  const sheet = (
    <div className="entry__sheet">
      <p className="brand">
        <span className="brand__mark" aria-hidden="true" />
        {M.brand}
      </p>
      <h1>{props.title}</h1>
      {props.lead && <p className="entry__lead">{props.lead}</p>}
      {props.children}
    </div>
  )
  if (!props.overlay) return <main className="entry">{sheet}</main>
  return (
    <div className="entry entry--overlay" role="dialog" aria-modal="true" aria-label={props.title}>
      {sheet}
    </div>
  )
}

export function EntryNotice(props: { title: string; words?: string; busy?: boolean; onRetry?: () => void }) {
  return (
    <EntryFrame title={props.title} lead={props.words}>
      {props.busy && <div className="entry__busy" role="status" aria-label={props.title} />}
      {props.onRetry && (
        <Button kind="main" wide onPress={props.onRetry}>
          {M.session.retry}
        </Button>
      )}
    </EntryFrame>
  )
}

export function EntryField({
  label,
  hint,
  onText,
  ...input
}: { label: string; hint?: string; onText: (text: string) => void } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'onChange' | 'id' | 'className'
>) {
  return (
    <Field label={label} {...(hint ? { hint } : {})}>
      {(control) => (
        <input required {...input} {...control} className="y-input" onChange={(event) => onText(event.target.value)} />
      )}
    </Field>
  )
}

export function CodeField({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  return (
    <EntryField
      name="code"
      label={M.session.code}
      hint={M.session.codeHint}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={6}
      value={code}
      onText={(text) => onCode(text.replace(/\D/g, ''))}
    />
  )
}

export function EntryFault({ words }: { words: string | undefined }) {
  return words ? <Notice kind="failed" title={words} spoken /> : null
}
