import type { Emergency } from '@yimi/contract/order.ts'
import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type ReactNode, useContext } from 'react'
import { addressOf } from '../routing/place.ts'
import { Page, VisitContext } from '../shell/page.tsx'
import { usePortalHome } from '../shell/portal-home.ts'
import { useHelpMessages } from '../words/use-help-messages.ts'
import type { AskReceipt } from './asking.ts'
import { TelephoneButton } from './telephone-button.tsx'

/** The number, large, and who is answerable; of what is urgent the numbers to be called before anything else. */
export function NumberPage(props: {
  receipt: AskReceipt & { number: string }
  onAnother: () => void
  /** Whoever is signed in may look later. */
  signedIn?: boolean
  children?: ReactNode
}) {
  const words = useHelpMessages().ask
  const visit = useContext(VisitContext)
  const { number, emergency, answerable, telephone } = props.receipt
  return (
    <VisitContext.Provider value={visit + 1}>
      <Page title={emergency ? words.emergencyTitle : words.numberTitle}>
        {emergency ? (
          <>
            <EmergencyNumbers emergency={emergency} />
            <Notice kind="done" title={words.numberTitle} spoken>
              <p>{words.emergencyKept}</p>
            </Notice>
          </>
        ) : null}
        <p className="number">
          <span className="number__name">{words.number}</span>
          <strong className="number__value">{number}</strong>
        </p>
        <p>{words.writeDown}</p>
        <p>{answerable ? words.answerable(answerable.name) : words.station}</p>
        {answerable?.telephone ? (
          <p>
            <TelephoneButton
              number={answerable.telephone}
              words={words.callAnswerable(answerable.name, answerable.telephone)}
            />
          </p>
        ) : telephone ? (
          <p>
            <TelephoneButton number={telephone} words={words.callUs(telephone)} />
          </p>
        ) : null}
        <div className="buttons">
          {props.signedIn ? <ButtonLink href={addressOf({ page: 'orders' })}>{words.toOrders}</ButtonLink> : null}
          <Button onPress={props.onAnother}>{words.another}</Button>
          {props.children}
        </div>
      </Page>
    </VisitContext.Provider>
  )
}

/** The card is not known, and nothing was written down; of what is urgent the numbers to call stand here as well. */
export function CardUnknown({ receipt }: { receipt: AskReceipt }) {
  const words = useHelpMessages().ask
  const home = usePortalHome().value?.telephone
  const number = receipt.telephone ?? home
  return (
    <>
      {receipt.emergency ? (
        <>
          <h2 className="heading">{words.emergencyTitle}</h2>
          <EmergencyNumbers emergency={receipt.emergency} />
        </>
      ) : null}
      <Notice kind="attention" title={words.cardUnknown} spoken>
        <p>{words.cardUnknownLine}</p>
        {number ? <TelephoneButton main number={number} words={words.callUs(number)} /> : <p>{words.noTelephone}</p>}
      </Notice>
    </>
  )
}

function EmergencyNumbers({ emergency }: { emergency: Emergency }) {
  return emergency.telephones.map((one) => (
    <p key={one.number}>
      <TelephoneButton main number={one.number} words={`${one.label} ${one.number}`} />
    </p>
  ))
}
