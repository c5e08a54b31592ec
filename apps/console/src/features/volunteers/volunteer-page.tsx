import { getRouteApi } from '@tanstack/react-router'
import type { Volunteer } from '@yimi/contract/volunteer.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { type ReactNode, useState } from 'react'
import { labelOf } from '../../components/flow-words.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { AgreementDialog } from './agreement-dialog.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { halfDayWords } from './half-days.tsx'
import { PauseDialog } from './pause-dialog.tsx'
import { SkillDialog } from './skill-dialog.tsx'
import { AgreementList, SkillList, StayList } from './volunteer-records.tsx'
import { VOLUNTEER_TONES } from './volunteer-tones.ts'
import { useVolunteer, useVolunteerActs } from './volunteers-api.ts'

type Move = 'pause' | 'resume' | 'leave' | 'return'
type Open = 'change' | 'skill' | 'agreement' | 'check' | { move: Move }
const route = getRouteApi('/volunteers/$id')
const MOVES: readonly Move[] = ['pause', 'resume', 'return', 'leave']

export function VolunteerPage() {
  const { id } = route.useParams()
  const volunteer = useVolunteer(id)
  const acts = useVolunteerActs(id)
  const mayChange = useMay('volunteer.change')
  const [open, setOpen] = useState<Open>()
  const edit = mayChange && <Button onPress={() => setOpen('change')}>{M.volunteers.change}</Button>
  return (
    <Page
      title={volunteer.data?.name ?? M.volunteers.title}
      lead={volunteer.data && `${volunteer.data.number} · ${volunteer.data.orgName}`}
      back={{ href: '#/volunteers', words: M.volunteers.back }}
      actions={edit}
    >
      <QueryView query={volunteer}>
        {(data) => (
          <>
            <Facts volunteer={data} {...(mayChange ? { onCheck: () => setOpen('check') } : {})} />
            <h2>{M.volunteers.skills}</h2>
            <SkillList
              skills={data.skills}
              {...(mayChange ? { onRemove: (skillId) => void acts.removeSkill(skillId) } : {})}
            />
            {mayChange && <Button onPress={() => setOpen('skill')}>{M.volunteers.addSkill}</Button>}
            <h2>{M.volunteers.agreements}</h2>
            <AgreementList agreements={data.agreements} />
            {mayChange && <Button onPress={() => setOpen('agreement')}>{M.volunteers.addAgreement}</Button>}
            <h2>{M.volunteers.stays}</h2>
            <StayList stays={data.stays} />
            <MoveButtons volunteer={data} onMove={(move) => setOpen({ move })} />
            {open && <OpenDialog open={open} volunteer={data} onClose={() => setOpen(undefined)} />}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function OpenDialog({ open, volunteer, onClose }: { open: Open; volunteer: Volunteer; onClose: () => void }) {
  const acts = useVolunteerActs(volunteer.id)
  if (open === 'change') return <ChangeDialog volunteer={volunteer} onClose={onClose} />
  if (open === 'skill') return <SkillDialog volunteer={volunteer} onClose={onClose} />
  if (open === 'agreement') return <AgreementDialog id={volunteer.id} onClose={onClose} />
  if (open === 'check') {
    return (
      <FormDialog
        title={M.volunteers.check}
        submitWords={M.volunteers.checkAct}
        initial={{}}
        onSubmit={(_, key) => acts.check(key)}
        onClose={onClose}
      >
        {() => <p>{M.volunteers.checkLead}</p>}
      </FormDialog>
    )
  }
  const { move } = open
  if (move === 'pause') return <PauseDialog id={volunteer.id} onClose={onClose} />
  return (
    <FormDialog
      title={M.volunteers.act(move)}
      submitWords={M.volunteers.act(move)}
      initial={{}}
      danger={move === 'leave'}
      onSubmit={(_, key) => acts.move(move, key)}
      onClose={onClose}
    >
      {() => (move === 'leave' ? <Notice kind="attention" title={M.volunteers.leaveNote} /> : null)}
    </FormDialog>
  )
}

function Facts({ volunteer, onCheck }: { volunteer: Volunteer; onCheck?: () => void }) {
  const { identityCheckedOn, guardian, guardianConsentOn } = volunteer
  return (
    <dl className="facts card">
      <Fact name={M.volunteers.state}>
        <StatusWord tone={VOLUNTEER_TONES[volunteer.state]} word={labelOf(M.flows.states, volunteer.state)} />
      </Fact>
      <Fact name={M.volunteers.contact}>{volunteer.contactMasked || '—'}</Fact>
      <Fact name={M.volunteers.joinedOn}>{volunteer.joinedOn}</Fact>
      <Fact name={M.volunteers.unifiedNumber}>{volunteer.unifiedNumber || '—'}</Fact>
      <Fact name={M.volunteers.availability}>
        {halfDayWords(volunteer.availability) || M.volunteers.noAvailability}
      </Fact>
      <Fact name={M.volunteers.identity}>
        {identityCheckedOn
          ? M.volunteers.checkedBy(identityCheckedOn, volunteer.identityCheckedBy)
          : M.volunteers.notChecked}{' '}
        {!identityCheckedOn && onCheck && <Button onPress={onCheck}>{M.volunteers.check}</Button>}
      </Fact>
      {volunteer.adultOn && (
        <Fact name={M.volunteers.minor}>{M.volunteers.guardianIs(guardian, guardianConsentOn ?? '')}</Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Leaving stands apart from the rest. */
function MoveButtons({ volunteer, onMove }: { volunteer: Volunteer; onMove: (move: Move) => void }) {
  const mayChange = useMay('volunteer.change')
  const moves = MOVES.filter((move) => volunteer.availableMoves.includes(move))
  if (!mayChange || moves.length === 0) return null
  const button = (move: Move) => (
    <Button key={move} kind={move === 'leave' ? 'danger' : 'plain'} onPress={() => onMove(move)}>
      {M.volunteers.act(move)}
    </Button>
  )
  return (
    <>
      <div className="row-actions">{moves.filter((move) => move !== 'leave').map(button)}</div>
      {moves.includes('leave') && <div className="danger-zone">{button('leave')}</div>}
    </>
  )
}
