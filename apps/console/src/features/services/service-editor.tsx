import { newKey } from '@yimi/contract/client.ts'
import type { ServiceContent } from '@yimi/contract/service.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type ReactNode, useState } from 'react'
import { faultsByField, problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import type { ServiceKinds } from './service-draft.ts'
import { ServiceFields } from './service-fields.tsx'

/** A whole service on one page; what it is sent as is whoever uses it. */
export function ServiceEditor(props: {
  initial: ServiceContent
  kinds: ServiceKinds
  submitWords: string
  ready: boolean
  /** Changes when something outside the content does, so that what is sent is a new request. */
  stamp: string
  onSubmit: (content: ServiceContent, key: string) => Promise<unknown>
  onDone: () => void
  children?: (faults: Readonly<Record<string, string>>) => ReactNode
}) {
  const [content, setContent] = useState(props.initial)
  const [sending, setSending] = useState({ stamp: '', key: newKey() })
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const ready = props.ready && content.name.trim() !== '' && content.triggers.length > 0

  async function send() {
    const stamp = `${props.stamp} ${JSON.stringify(content)}`
    const key = stamp === sending.stamp ? sending.key : newKey()
    setSending({ stamp, key })
    setBusy(true)
    setFault(undefined)
    try {
      await props.onSubmit(content, key)
      props.onDone()
    } catch (cause) {
      setFault(cause)
      setBusy(false)
    }
  }

  return (
    <>
      {props.children?.(faultsByField(fault))}
      <ServiceFields
        content={content}
        kinds={props.kinds}
        faults={faultsByField(fault, 'content')}
        onChange={(part) => setContent((now) => ({ ...now, ...part }))}
      />
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <div className="row-actions">
        <Button kind="main" busy={busy || !ready} onPress={() => void send()}>
          {props.submitWords}
        </Button>
        <Button onPress={props.onDone}>{M.act.cancel}</Button>
      </div>
    </>
  )
}
