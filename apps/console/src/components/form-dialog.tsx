import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { Modal } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { M } from '../messages.ts'
import { faultsByField, problemWords } from './problem-words.ts'

export type DialogForm<Values> = {
  values: Values
  change: (part: Partial<Values>) => void
  /** Spread onto a field: its fault, when the server named one. */
  fault: (name: keyof Values & string) => { fault?: string }
}

export type FormDialogProps<Values> = {
  title: string
  initial: Values
  submitWords: string
  /** Erasing and cancelling: hatched, and apart from the way out. */
  danger?: boolean
  /** What hinders sending, in words; absent when all is there. */
  ready?: (values: Values) => boolean
  /** The part of the body that the fields stand in, where it is not the whole. */
  faultsBelow?: string
  /** `key`: the same for the same values, so that sending again after a cut line has one effect. */
  onSubmit: (values: Values, key: string) => Promise<unknown>
  onClose: () => void
  /** Instead of closing, when something follows. */
  onDone?: () => void
  children?: (form: DialogForm<Values>) => ReactNode
}

/** A dialog that asks for something, sends it, and says in place what was refused. Mount it to open it. */
export function FormDialog<Values extends object>(props: FormDialogProps<Values>) {
  const [values, setValues] = useState(props.initial)
  const [key, setKey] = useState(newKey)
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const faults = faultsByField(fault, props.faultsBelow)
  const ready = props.ready?.(values) ?? true

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy || !ready) return
    setBusy(true)
    setFault(undefined)
    try {
      await props.onSubmit(values, key)
      ;(props.onDone ?? props.onClose)()
    } catch (cause) {
      setFault(cause)
      setBusy(false)
    }
  }

  return (
    <Modal open title={props.title} footer={null} onCancel={props.onClose} closable={{ 'aria-label': M.act.close }}>
      <form onSubmit={(event) => void submit(event)} className="dialog-form" noValidate>
        {props.children?.({
          values,
          change: (part) => {
            setKey(newKey())
            setValues((now) => ({ ...now, ...part }))
          },
          fault: (name) => (faults[name] ? { fault: faults[name] } : {}),
        })}
        {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
        <div className={props.danger ? 'dialog-form__actions dialog-form__actions--apart' : 'dialog-form__actions'}>
          <Button onPress={props.onClose}>{M.act.cancel}</Button>
          <Button kind={props.danger ? 'danger' : 'main'} submit busy={busy || !ready}>
            {props.submitWords}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
