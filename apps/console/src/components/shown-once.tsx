import { Button } from '@yimi/ui/button.tsx'
import { Modal } from 'antd'
import { useState } from 'react'
import { M } from '../messages.ts'

/** Something that can never be read again: shown until the person closes it themselves. */
export function ShownOnce(props: {
  title: string
  /** Instead of the warning that it is shown only this once. */
  lead?: string
  items: readonly { label: string; text: string }[]
  onClose: () => void
}) {
  return (
    <Modal open title={props.title} footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
      <p>{props.lead ?? M.act.shownOnce}</p>
      {props.items.map((item) => (
        <CopyLine key={item.label} {...item} />
      ))}
      <div className="dialog-form__actions">
        <Button kind="main" onPress={props.onClose}>
          {M.act.ok}
        </Button>
      </div>
    </Modal>
  )
}

export function CopyLine({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <div className="copy-line">
      <span className="copy-line__label">{label}</span>
      <code>{text}</code>
      <Button onPress={() => void copy(text).then(setCopied)} label={`${M.act.copy}${label}`}>
        {copied ? M.act.copied : M.act.copy}
      </Button>
    </div>
  )
}

/** The clipboard interface is absent over plain HTTP in a local network; the old command still works there. */
async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
    return true
  }
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
