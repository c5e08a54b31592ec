import { getRouteApi } from '@tanstack/react-router'
import type { Consent } from '@yimi/contract/consent.ts'
import type { PersonRecord } from '@yimi/contract/person.ts'
import type { PersonTag } from '@yimi/contract/person-tag.ts'
import type { PersonTie } from '@yimi/contract/person-tie.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { ConsentDialog, WithdrawDialog } from './consent-dialogs.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import { EraseDialog, ExportDialog } from './data-right-dialogs.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { usePerson, usePersonActions } from './people-api.ts'
import { PersonFacts } from './person-facts.tsx'
import { PersonHistory } from './person-history.tsx'
import { ConsentSection, HouseholdSection, LifeEventSection, TagSection, TieSection } from './person-sections.tsx'
import { PersonServices } from './person-services.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { RevealDialog } from './reveal-dialog.tsx'
import { TagDialog } from './tag-dialog.tsx'
import { TieDialog } from './tie-dialog.tsx'

type Act = 'correct' | 'reveal' | 'confirm' | 'export' | 'erase' | 'report' | 'move' | 'tag' | 'consent' | 'tie'
type Open = Act | { withdraw: Consent } | { untag: PersonTag } | { untie: PersonTie }
const route = getRouteApi('/people/$id')

export function PersonPage() {
  const { id } = route.useParams()
  const person = usePerson(id)
  const [open, setOpen] = useState<Open>()
  const maySee = useMay('person.read')
  return (
    <Page
      title={person.data?.name ?? M.people.title}
      lead={person.data?.door}
      back={{ href: '#/people', words: M.people.back }}
      actions={person.data && <RecordActions onOpen={setOpen} />}
    >
      <QueryView query={person}>
        {(data) => (
          <>
            <PersonFacts person={data} />
            <Sections person={data} onOpen={setOpen} />
            {maySee && <PersonServices person={data} />}
            <PersonHistory id={id} />
            <DangerZone onOpen={setOpen} />
            {open && <Dialog open={open} person={data} onClose={() => setOpen(undefined)} />}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function RecordActions({ onOpen }: { onOpen: (open: Open) => void }) {
  const mayChange = useMay('person.change')
  return (
    <>
      {useMay('person.reveal') && <Button onPress={() => onOpen('reveal')}>{M.people.acts.reveal}</Button>}
      {mayChange && <Button onPress={() => onOpen('confirm')}>{M.people.acts.confirm}</Button>}
      {mayChange && (
        <Button kind="main" onPress={() => onOpen('correct')}>
          {M.people.acts.correct}
        </Button>
      )}
    </>
  )
}

function Sections({ person, onOpen }: { person: PersonRecord; onOpen: (open: Open) => void }) {
  const may = {
    change: useMay('person.change'),
    tag: useMay('tag.change'),
    consent: useMay('consent.change'),
    report: useMay('life-event.report') && person.status === 'living',
  }
  const button = (allowed: boolean, act: Act, words: string) =>
    allowed ? <Button onPress={() => onOpen(act)}>{words}</Button> : null
  return (
    <>
      <HouseholdSection person={person} action={button(may.change, 'move', M.people.acts.move)} />
      <TagSection
        person={person}
        action={button(may.tag, 'tag', M.people.tags.add)}
        {...(may.tag ? { onRemove: (untag: PersonTag) => onOpen({ untag }) } : {})}
      />
      <ConsentSection
        person={person}
        action={button(may.consent, 'consent', M.people.consents.add)}
        {...(may.consent ? { onWithdraw: (withdraw: Consent) => onOpen({ withdraw }) } : {})}
      />
      <TieSection
        person={person}
        action={button(may.change, 'tie', M.people.ties.add)}
        {...(may.change ? { onEnd: (untie: PersonTie) => onOpen({ untie }) } : {})}
      />
      <LifeEventSection person={person} action={button(may.report, 'report', M.people.acts.lifeEvent)} />
    </>
  )
}

function DangerZone({ onOpen }: { onOpen: (open: Open) => void }) {
  const mayExport = useMay('person.export')
  const mayErase = useMay('person.erase')
  if (!mayExport && !mayErase) return null
  return (
    <div className="danger-zone">
      {mayExport && <Button onPress={() => onOpen('export')}>{M.people.acts.export}</Button>}
      {mayErase && (
        <Button kind="danger" onPress={() => onOpen('erase')}>
          {M.people.acts.erase}
        </Button>
      )}
    </div>
  )
}

function Dialog({ open, person, onClose }: { open: Open; person: PersonRecord; onClose: () => void }) {
  const given = { person, onClose }
  if (typeof open === 'object') {
    if ('withdraw' in open) return <WithdrawDialog {...given} consent={open.withdraw} />
    return <EndDialog {...given} open={open} />
  }
  const dialogs: Record<Act, React.ReactNode> = {
    correct: <CorrectDialog {...given} />,
    reveal: <RevealDialog {...given} />,
    confirm: <ConfirmDialog {...given} />,
    export: <ExportDialog {...given} />,
    erase: <EraseDialog {...given} />,
    report: <ReportDialog {...given} />,
    move: <MoveDialog {...given} />,
    tag: <TagDialog {...given} />,
    consent: <ConsentDialog {...given} />,
    tie: <TieDialog {...given} />,
  }
  return dialogs[open]
}

function ConfirmDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const { confirm } = usePersonActions(person.id)
  return (
    <FormDialog
      title={M.people.acts.confirm}
      submitWords={M.people.acts.confirm}
      initial={{}}
      onSubmit={(_values, key) => confirm(key)}
      onClose={onClose}
    />
  )
}

function EndDialog(props: {
  open: { untag: PersonTag } | { untie: PersonTie }
  person: PersonRecord
  onClose: () => void
}) {
  const actions = usePersonActions(props.person.id)
  const { open } = props
  const words = 'untag' in open ? M.people.tags.remove : M.people.ties.end
  return (
    <FormDialog
      title={words}
      submitWords={words}
      initial={{}}
      onSubmit={(_values, key) => ('untag' in open ? actions.untag(open.untag.id) : actions.untie(open.untie.id, key))}
      onClose={props.onClose}
    />
  )
}
