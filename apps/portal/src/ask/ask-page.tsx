import { listAskedFor } from '@yimi/contract/ask.ts'
import { call } from '@yimi/contract/client.ts'
import type { Wish } from '@yimi/contract/order.ts'
import { submitMyOrder } from '@yimi/contract/order-desk.ts'
import { ButtonLink } from '@yimi/ui/button.tsx'
import { FailedState, LoadingState } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { problemWords } from '../calls/fault-words.ts'
import { useAnswer } from '../calls/use-answer.ts'
import { addressOf } from '../routing/place.ts'
import { Page } from '../shell/page.tsx'
import { usePortalHome } from '../shell/portal-home.ts'
import { useKeptDraft } from '../steps/use-kept-draft.ts'
import { useHelpMessages } from '../words/use-help-messages.ts'
import { useMessages } from '../words/use-messages.ts'
import { type AskDraft, NO_DRAFT } from './ask-draft.ts'
import { AskSteps } from './ask-steps.tsx'
import type { Asker, AskReceipt } from './asking.ts'
import { NumberPage } from './number-page.tsx'
import { TelephoneButton } from './telephone-button.tsx'

/** Whoever is signed in asks at once, for himself or as proxy; whoever is not chooses how to be known. */
export function AskPage() {
  const all = useMessages()
  const words = useHelpMessages()
  const askedFor = useAnswer(askAskedFor, once)
  if (askedFor.problem?.status === 401) return <WaysIn />
  if (!askedFor.value)
    return (
      <Page title={words.start.title}>
        {askedFor.problem ? (
          <FailedState title={problemWords(askedFor.problem, all)} retry={all.site.retry} onRetry={askedFor.refresh} />
        ) : (
          <LoadingState words={all.site.loading} />
        )}
      </Page>
    )
  const askers = askedFor.value.items.map(({ relation, ...one }) => ({
    ...one,
    relation: relation ? words.relations[relation] : '',
  }))
  // An office's account stands for nobody who could be helped.
  return askers.length > 0 ? <SignedInAsk askers={askers} /> : <WaysIn />
}

function SignedInAsk({ askers }: { askers: readonly Asker[] }) {
  const [draft, change] = useKeptDraft<AskDraft>('yimi.ask', NO_DRAFT)
  const [receipt, setReceipt] = useState<AskReceipt>()
  if (receipt?.number)
    return (
      <NumberPage receipt={{ ...receipt, number: receipt.number }} signedIn onAnother={() => setReceipt(undefined)} />
    )
  return <AskSteps draft={draft} change={change} askers={askers} submit={submit} onDone={setReceipt} />

  async function submit(wish: Wish, forWhom: string, key: string): Promise<AskReceipt> {
    const self = askers.find((one) => one.personId === forWhom)?.relation === ''
    const body = { ...wish, forPersonId: self ? null : forWhom }
    const { order, emergency } = await call(submitMyOrder, { body }, { key })
    const { number, answerable } = order
    return { number, answerable, telephone: answerable?.telephone ?? null, emergency }
  }
}

/** Card, telephone with a code, a person who answers, the station. */
function WaysIn() {
  const words = useHelpMessages().start
  const telephone = usePortalHome().value?.telephone
  return (
    <Page title={words.title}>
      <p className="lead">{words.lead}</p>
      {telephone ? (
        <section className="card">
          <h2 className="card__title">{words.byVoice}</h2>
          <p>{words.byVoiceLine}</p>
          <TelephoneButton main number={telephone} words={telephone} />
        </section>
      ) : null}
      <section className="card">
        <h2 className="card__title">{words.byCard}</h2>
        <p>{words.byCardLine}</p>
      </section>
      <section className="card">
        <h2 className="card__title">{words.byPhone}</h2>
        <p>{words.byPhoneLine}</p>
        <ButtonLink wide href={addressOf({ page: 'sign-in', to: 'ask' })}>
          {words.byPhone}
        </ButtonLink>
      </section>
      <p>{words.inPerson}</p>
    </Page>
  )
}

function askAskedFor(signal: AbortSignal) {
  return call(listAskedFor, {}, { signal })
}

function once() {
  return undefined
}
