import { getRouteApi } from '@tanstack/react-router'
import type { CheckedMember, CheckIn } from '@yimi/contract/check-in.ts'
import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { PAGE_SIZE } from '../../components/pager.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { ShownOnce } from '../../components/shown-once.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { type JoinLink, JoinSlips } from './join-slips.tsx'
import { MemberList } from './member-list.tsx'
import { OfferDialog } from './offer-dialog.tsx'
import { CheckInStatus, Totals } from './partner-words.tsx'
import { useCheckedMembers, usePartnerActs } from './partners-api.ts'
import { RecordJoinDialog } from './record-join-dialog.tsx'
import { SendMembersDialog } from './send-members-dialog.tsx'

type Open = 'send' | 'offer' | 'decline' | 'end' | { join: CheckedMember }
const route = getRouteApi('/partners/$id')

export function PartnerPage() {
  const { id } = route.useParams()
  const [offset, setOffset] = useState(0)
  const [open, setOpen] = useState<Open>()
  const [links, setLinks] = useState<readonly JoinLink[]>()
  const [joined, setJoined] = useState<{ name: string; number: string }>()
  const members = useCheckedMembers(id, { offset, limit: PAGE_SIZE })
  const checkIn = members.data?.checkIn
  const close = () => setOpen(undefined)
  return (
    <Page
      title={checkIn?.name ?? M.partners.title}
      lead={checkIn && <Lead checkIn={checkIn} />}
      back={{ href: '#/partners', words: M.partners.back }}
      actions={checkIn && <Actions checkIn={checkIn} onOpen={setOpen} onLinks={setLinks} />}
    >
      <QueryView query={members}>
        {(data) => (
          <>
            <Totals totals={data.checkIn.totals} />
            {links && <JoinSlips links={links} partner={data.checkIn.name} station={data.checkIn.orgName} />}
            <h2>{M.partners.members}</h2>
            <MemberList
              key={data.checkIn.totals.confirmed}
              page={data}
              offset={offset}
              onOffset={setOffset}
              onJoin={(join) => setOpen({ join })}
            />
          </>
        )}
      </QueryView>
      {open === 'send' && <SendMembersDialog id={id} onClose={close} />}
      {open === 'offer' && <OfferDialog id={id} onClose={close} />}
      {(open === 'decline' || open === 'end') && checkIn && (
        <AnswerDialog move={open} checkIn={checkIn} onClose={close} />
      )}
      {typeof open === 'object' && <RecordJoinDialog member={open.join} onJoined={setJoined} onClose={close} />}
      {joined && (
        <ShownOnce
          title={M.partners.newNumber(joined.name)}
          lead=""
          items={[{ label: M.partners.number, text: joined.number }]}
          onClose={() => setJoined(undefined)}
        />
      )}
    </Page>
  )
}

function Lead({ checkIn }: { checkIn: CheckIn }) {
  const contact = [checkIn.contactName, checkIn.contactMasked].filter(Boolean).join(' ')
  return (
    <>
      <CheckInStatus state={checkIn.state} />
      <span> · {[checkIn.kindLabel, checkIn.orgName, contact].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function Actions(props: {
  checkIn: CheckIn
  onOpen: (open: Open) => void
  onLinks: (links: readonly JoinLink[]) => void
}) {
  const { checkIn, onOpen } = props
  const acts = usePartnerActs()
  const mayConfirm = useMay('check-in.confirm')
  const [fault, setFault] = useState<unknown>()
  const has = (move: string) => mayConfirm && checkIn.availableMoves.includes(move)
  const confirm = () => void acts.moveCheckIn(checkIn.id, { move: 'confirm', reason: '' }, newKey()).catch(setFault)
  const makeLinks = () => void acts.joinLinks(checkIn.id).then(({ links }) => props.onLinks(links), setFault)
  return (
    <>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      {has('decline') && <Button onPress={() => onOpen('decline')}>{M.partners.decline}</Button>}
      {has('confirm') && (
        <Button kind="main" onPress={confirm}>
          {M.partners.confirm}
        </Button>
      )}
      {checkIn.state === 'confirmed' && (
        <>
          <Button onPress={() => onOpen('send')}>{M.partnerDesk.send}</Button>
          <Button onPress={() => onOpen('offer')}>{M.lending.offer}</Button>
          <Button onPress={makeLinks}>{M.partners.joinLinks}</Button>
        </>
      )}
      {has('end') && <Button onPress={() => onOpen('end')}>{M.partners.end}</Button>}
    </>
  )
}

function AnswerDialog(props: { move: 'decline' | 'end'; checkIn: CheckIn; onClose: () => void }) {
  const acts = usePartnerActs()
  const { move, checkIn } = props
  return (
    <ReasonDialog
      title={move === 'decline' ? M.partners.declineTitle(checkIn.name) : M.partners.endTitle(checkIn.name)}
      submitWords={move === 'decline' ? M.partners.decline : M.partners.end}
      maxLength={200}
      onSubmit={(reason, key) => acts.moveCheckIn(checkIn.id, { move, reason }, key)}
      onClose={props.onClose}
    />
  )
}
