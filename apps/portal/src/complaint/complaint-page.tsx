import { useEffect } from 'react'
import { Page } from '../shell/page.tsx'
import { useMessages } from '../words/use-messages.ts'
import { ComplaintForm } from './complaint-form.tsx'
import { ComplaintReceiptCard } from './complaint-receipt.tsx'
import { NO_COMPLAINT, useKeptComplaint } from './kept-complaint.ts'

/** `order`: number of the request it is about; it goes with it, and can be left out. */
export function ComplaintPage(props: { order: string }) {
  const words = useMessages().complaint
  const [kept, change] = useKeptComplaint(props.order)
  const received = kept.receipt !== undefined
  useEffect(() => {
    if (received) window.scrollTo(0, 0)
  }, [received])
  if (kept.receipt) {
    return (
      <Page key="receipt" title={words.doneTitle}>
        <ComplaintReceiptCard receipt={kept.receipt} onAnother={() => change(NO_COMPLAINT)} />
      </Page>
    )
  }
  return (
    <Page key="form" title={words.title}>
      <p className="lead">{words.lead}</p>
      <ComplaintForm kept={kept} onChange={change} />
    </Page>
  )
}
