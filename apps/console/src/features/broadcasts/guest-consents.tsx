import type { Broadcast } from '@yimi/contract/broadcast.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState, Notice } from '@yimi/ui/notice.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { fullLink } from '../../components/page-href.ts'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { ShownOnce } from '../../components/shown-once.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { type Consent, makeLink, useBroadcastGuests } from './consent-api.ts'
import { RecordConsentDialog } from './record-consent-dialog.tsx'

const TONES: Readonly<Record<Consent['consent'], StatusTone>> = {
  asked: 'waiting',
  consented: 'done',
  declined: 'failed',
  withdrawn: 'attention',
}

/** Host and guests with their consent to this one broadcast. */
export function GuestConsents({ broadcast }: { broadcast: Broadcast }) {
  const guests = useBroadcastGuests(broadcast.id)
  const [recording, setRecording] = useState<Consent>()
  const [link, setLink] = useState<{ name: string; link: string }>()
  const [fault, setFault] = useState<unknown>()
  const nothing = broadcast.state === 'draft' ? M.gates.consents.notYet : M.gates.consents.nothing
  function ask(consent: Consent) {
    setFault(undefined)
    makeLink(consent.consentId).then((made) => setLink({ name: consent.name, link: made.link }), setFault)
  }
  return (
    <>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <QueryView query={guests}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState words={nothing} />
          ) : (
            <ul className="cards">
              {items.map((one) => (
                <ConsentCard
                  key={one.consentId}
                  consent={one}
                  onLink={() => ask(one)}
                  onRecord={() => setRecording(one)}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      {recording && (
        <RecordConsentDialog broadcastId={broadcast.id} consent={recording} onClose={() => setRecording(undefined)} />
      )}
      {link && (
        <ShownOnce
          title={M.gates.consents.link(link.name)}
          items={[{ label: M.gates.consents.linkLabel, text: fullLink(link.link) }]}
          onClose={() => setLink(undefined)}
        />
      )}
    </>
  )
}

function ConsentCard(props: { consent: Consent; onLink: () => void; onRecord: () => void }) {
  const { consent } = props
  const mayChange = useMay('guest.change') && consent.availableMoves.length > 0
  return (
    <li className="card consent">
      <div className="card__head">
        <h2>{consent.name}</h2>
        <span className="second">{M.gates.consents.part[consent.part]}</span>
        <StatusWord tone={TONES[consent.consent]} word={M.gates.consents.states[consent.consent]} />
      </div>
      {consent.decidedAt && <p className="second">{M.gates.consents.decidedAt(dayTime(consent.decidedAt))}</p>}
      {mayChange && (
        <div className="row-actions">
          <Button onPress={props.onLink}>{M.gates.consents.makeLink}</Button>
          <Button onPress={props.onRecord}>{M.gates.consents.record}</Button>
        </div>
      )}
    </li>
  )
}
