import { type Need, UNMET_REASONS } from '@yimi/contract/need.ts'
import { NEED_CLASSES } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS } from '@yimi/contract/service-labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PersonFind } from '../../components/person-find.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { M } from '../../messages.ts'
import { OneChoice } from '../orders/one-choice.tsx'
import { type NeedDeskMove, useNeedActs } from './needs-api.ts'
import { NO_YES, ServiceChoice, YesFields } from './yes-fields.tsx'

const W = M.needs
/** The main one first. */
const ORDER: readonly NeedDeskMove[] = [
  'take-up',
  'propose',
  'refer',
  'cannot-meet',
  'decline',
  'classify',
  'hear-again',
]

/** What can be done with a need now. */
export function NeedActs({ need }: { need: Need }) {
  const [open, setOpen] = useState<NeedDeskMove>()
  const moves = ORDER.filter((move) => need.availableMoves.includes(move))
  if (moves.length === 0) return null
  return (
    <div className="acts acts--above">
      {moves.map((move) => (
        <Button key={move} kind={move === 'take-up' ? 'main' : 'plain'} onPress={() => setOpen(move)}>
          {W.moves[move]}
        </Button>
      ))}
      {open && <MoveDialog need={need} move={open} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

type Opened = { need: Need; onClose: () => void }

function MoveDialog({ move, ...opened }: Opened & { move: NeedDeskMove }) {
  if (move === 'take-up') return <TakeUpDialog {...opened} />
  if (move === 'propose') return <ProposeDialog {...opened} />
  if (move === 'refer') return <ReferDialog {...opened} />
  if (move === 'cannot-meet') return <UnmetDialog {...opened} />
  if (move === 'classify') return <ClassifyDialog {...opened} />
  return <PlainDialog {...opened} move={move} />
}

function TakeUpDialog({ need, onClose }: Opened) {
  const acts = useNeedActs()
  return (
    <FormDialog
      title={W.propose.title}
      submitWords={W.propose.submit}
      initial={{ ...NO_YES, serviceId: need.serviceId ?? '', personId: need.personId }}
      ready={(values) => values.serviceId !== '' && values.personId !== null}
      onSubmit={({ personId, ...needs }, key) =>
        acts.move(need.id, { move: 'take-up', needs, personId: need.personId ? null : personId }, key)
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{W.propose.lead}</p>
          {need.personId === null && (
            <PersonFind
              label={W.propose.person}
              hint={W.propose.personHint}
              value={values.personId}
              onPick={(personId) => change({ personId })}
              {...fault('personId')}
            />
          )}
          <YesFields
            whom={{ orgId: need.orgId, needClass: need.needClass, personId: values.personId }}
            values={values}
            change={change}
          />
        </>
      )}
    </FormDialog>
  )
}

function ProposeDialog({ need, onClose }: Opened) {
  const acts = useNeedActs()
  return (
    <FormDialog
      title={W.proposeLaterTitle}
      submitWords={M.act.save}
      initial={{ serviceId: need.serviceId ?? '' }}
      ready={(values) => values.serviceId !== ''}
      onSubmit={(needs, key) => acts.move(need.id, { move: 'propose', needs }, key)}
      onClose={onClose}
    >
      {({ values, change }) => (
        <ServiceChoice
          whom={{ orgId: need.orgId, needClass: need.needClass, personId: need.personId }}
          value={values.serviceId}
          onChoose={(serviceId) => change({ serviceId })}
        />
      )}
    </FormDialog>
  )
}

function ReferDialog({ need, onClose }: Opened) {
  const acts = useNeedActs()
  return (
    <ReasonDialog
      title={W.referTitle}
      submitWords={W.moves.refer}
      label={W.endWords}
      hint={W.referHint}
      maxLength={500}
      onSubmit={(words, key) => acts.move(need.id, { move: 'refer', needs: { words } }, key)}
      onClose={onClose}
    />
  )
}

function UnmetDialog({ need, onClose }: Opened) {
  const acts = useNeedActs()
  const [first] = UNMET_REASONS
  return (
    <FormDialog
      title={W.unmetTitle}
      submitWords={M.act.save}
      initial={{ reason: first as (typeof UNMET_REASONS)[number], words: '' }}
      ready={(values) => values.words.trim().length >= 2}
      onSubmit={(needs, key) => acts.move(need.id, { move: 'cannot-meet', needs }, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OneChoice
            label={W.reason}
            choices={UNMET_REASONS.map((value) => ({ value, label: W.reasons[value] }))}
            value={values.reason}
            onChoose={(reason) => change({ reason })}
          />
          <TextAreaField
            name="words"
            label={W.endWords}
            hint={W.unmetHint}
            rows={3}
            maxLength={500}
            value={values.words}
            onChange={(words) => change({ words })}
            {...fault('words')}
          />
        </>
      )}
    </FormDialog>
  )
}

function ClassifyDialog({ need, onClose }: Opened) {
  const acts = useNeedActs()
  return (
    <FormDialog
      title={W.classifyTitle}
      submitWords={M.act.save}
      initial={{ needClass: need.needClass }}
      onSubmit={(needs, key) => acts.move(need.id, { move: 'classify', needs }, key)}
      onClose={onClose}
    >
      {({ values, change }) => (
        <OneChoice
          label={W.needClass}
          choices={NEED_CLASSES.map((value) => ({ value, label: NEED_CLASS_LABELS[value].zh }))}
          value={values.needClass}
          onChoose={(needClass) => change({ needClass })}
        />
      )}
    </FormDialog>
  )
}

function PlainDialog({ need, move, onClose }: Opened & { move: NeedDeskMove }) {
  const acts = useNeedActs()
  const declines = move === 'decline'
  return (
    <FormDialog
      title={declines ? W.declineTitle : W.hearAgainTitle}
      submitWords={W.moves[move]}
      initial={{}}
      onSubmit={(_, key) => acts.move(need.id, { move, needs: {} }, key)}
      onClose={onClose}
    >
      {() => <p>{declines ? W.declineLead : W.hearAgainLead}</p>}
    </FormDialog>
  )
}
