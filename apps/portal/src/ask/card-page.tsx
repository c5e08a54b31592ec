import { useState } from 'react'
import { useKeptDraft } from '../steps/use-kept-draft.ts'
import { type AskDraft, NO_DRAFT } from './ask-draft.ts'
import { AskSteps } from './ask-steps.tsx'
import type { AskReceipt } from './asking.ts'
import { NumberPage } from './number-page.tsx'
import { sendByCard } from './send-by-card.ts'
import { StartByCard } from './start-by-card.tsx'

/** What the code on a resident's card opens: asking for help, with nothing to sign in to. */
export function CardPage({ token }: { token: string }) {
  const [draft, change] = useKeptDraft<AskDraft>('yimi.card', NO_DRAFT)
  const [receipt, setReceipt] = useState<AskReceipt>()
  if (receipt?.number)
    return <NumberPage receipt={{ ...receipt, number: receipt.number }} onAnother={() => setReceipt(undefined)} />
  return (
    <AskSteps
      draft={draft}
      change={change}
      askers={[]}
      before={<StartByCard token={token} />}
      submit={(wish, _forWhom, key) => sendByCard(token, 'card', wish, key)}
      onDone={setReceipt}
    />
  )
}
