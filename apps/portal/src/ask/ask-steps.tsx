import { call } from '@yimi/contract/client.ts'
import type { Wish } from '@yimi/contract/order.ts'
import { listPublicServices, type PublicService } from '@yimi/contract/service.ts'
import { type ReactNode, useCallback, useContext, useState } from 'react'
import { keyFor } from '../calls/send-kept.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { useSending } from '../calls/use-sending.ts'
import { Page, VisitContext } from '../shell/page.tsx'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { todayHere } from './ask-days.ts'
import { type AskDraft, NO_DRAFT, wishOf } from './ask-draft.ts'
import type { Asker, AskReceipt } from './asking.ts'
import { CardUnknown } from './number-page.tsx'
import { WhatStep } from './what-step.tsx'
import { WhenStep } from './when-step.tsx'

/** What, then when and a look over it; the number is the page after. */
export function AskSteps(props: {
  draft: AskDraft
  change: (part: Partial<AskDraft>) => void
  /** Empty: whom it is for is known by the card. */
  askers: readonly Asker[]
  submit: (wish: Wish, forWhom: string, key: string) => Promise<AskReceipt>
  onDone: (receipt: AskReceipt) => void
  before?: ReactNode
}) {
  const words = useHelpMessages().ask
  const visit = useContext(VisitContext)
  const { draft, change, askers } = props
  const asker = askers.find((one) => one.personId === draft.forWhom) ?? askers[0]
  const services = useServices(asker?.orgId)
  const service = services.value?.find((one) => one.id === draft.serviceId)
  const [unknown, setUnknown] = useState<AskReceipt>()
  const sending = useSending()

  function go(step: string) {
    sending.forget()
    change({ step })
    window.scrollTo(0, 0)
  }
  function send() {
    const wish = wishOf(draft, todayHere())
    const forWhom = asker?.personId ?? ''
    const under = keyFor([wish, forWhom], draft.key ? { key: draft.key, body: draft.sent } : undefined)
    change({ key: under.key, sent: under.body })
    setUnknown(undefined)
    sending.send(
      () => props.submit(wish, forWhom, under.key),
      (receipt) => {
        if (receipt.number === null) {
          window.scrollTo(0, 0)
          return setUnknown(receipt)
        }
        change(NO_DRAFT)
        window.scrollTo(0, 0)
        props.onDone(receipt)
      },
    )
  }

  // A service that the catalogue no longer has sends one back to the first page.
  const chosen = draft.serviceId ? service !== undefined || services.value === undefined : draft.own.trim().length >= 2
  if (draft.step === 'when' && chosen)
    return (
      <VisitContext.Provider key="when" value={visit + 1}>
        <Page title={words.whenTitle}>
          <p role="status">{words.step(2)}</p>
          {unknown ? <CardUnknown receipt={unknown} /> : null}
          <WhenStep
            draft={draft}
            change={change}
            service={service}
            asker={asker}
            sending={sending}
            onSend={send}
            onBack={() => go('what')}
            onOwnWords={() => {
              change({ serviceId: '', own: draft.own || draft.more })
              go('own')
            }}
          />
        </Page>
      </VisitContext.Provider>
    )
  return (
    <Page key="what" title={words.whatTitle}>
      {props.before}
      <p role="status">{words.step(1)}</p>
      <WhatStep
        draft={draft}
        change={change}
        askers={askers}
        services={services}
        onService={(serviceId) => {
          change({ serviceId })
          go('when')
        }}
        onOwnWords={() => {
          change({ serviceId: '' })
          go('when')
        }}
      />
    </Page>
  )
}

function useServices(orgId: string | undefined) {
  const ask = useCallback(
    async (signal: AbortSignal): Promise<readonly PublicService[]> =>
      (await call(listPublicServices, { query: { orgId } }, { signal })).items,
    [orgId],
  )
  return useAnswer(ask, once)
}

function once() {
  return undefined
}
