import type { OrderProposal } from '@yimi/contract/trigger.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { M } from '../../messages.ts'
import { useHouseholdOf, useProposals, useTriggerActs } from './triggers-api.ts'

type Open = { act: 'accept' | 'drop'; proposal: OrderProposal }

/** Families to be asked; whoever does not want it is asked no more, and nothing is kept. */
export function Proposals() {
  const proposals = useProposals()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <>
      <QueryView query={proposals} isEmpty={(data) => data.items.length === 0} emptyWords={M.triggers.noProposals}>
        {({ items }) => (
          <Records caption={M.triggers.proposals} rows={items} columns={columnsOf(setOpen)} rowKey={(row) => row.id} />
        )}
      </QueryView>
      {open?.act === 'accept' && <AcceptDialog proposal={open.proposal} onClose={close} />}
      {open?.act === 'drop' && <DropDialog proposal={open.proposal} onClose={close} />}
    </>
  )
}

function columnsOf(onOpen: (open: Open) => void): Column<OrderProposal>[] {
  return [
    {
      key: 'person',
      title: M.triggers.person,
      head: true,
      cell: (row) => <a href={`#/people/${row.personId}`}>{row.personName}</a>,
    },
    { key: 'door', title: M.triggers.door, cell: (row) => row.door },
    { key: 'service', title: M.triggers.service, cell: (row) => row.serviceName },
    { key: 'words', title: M.triggers.lacking, cell: (row) => row.words || M.triggers.nothingLacking },
    {
      key: 'act',
      title: M.triggers.actions,
      cell: (row) => (
        <div className="row-actions">
          <Button label={M.triggers.acceptOf(row.personName)} onPress={() => onOpen({ act: 'accept', proposal: row })}>
            {M.triggers.accept}
          </Button>
          <Button label={M.triggers.dropOf(row.personName)} onPress={() => onOpen({ act: 'drop', proposal: row })}>
            {M.triggers.drop}
          </Button>
        </div>
      ),
    },
  ]
}

function AcceptDialog({ proposal, onClose }: { proposal: OrderProposal; onClose: () => void }) {
  const acts = useTriggerActs()
  const household = useHouseholdOf(proposal.personId).data ?? []
  const initial: { personId: string | null } = { personId: null }
  return (
    <FormDialog
      title={M.triggers.acceptOf(proposal.personName)}
      submitWords={M.triggers.accept}
      initial={initial}
      onSubmit={({ personId }, key) => acts.accept(proposal.id, personId, key)}
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.triggers.acceptLead(proposal.serviceName)}</p>
          {household.length > 0 && (
            <PickField
              label={M.triggers.child}
              optional={M.act.optional}
              clearable
              value={values.personId}
              options={household.map((one) => ({ value: one.personId, label: one.name }))}
              onPick={(personId) => change({ personId })}
              {...fault('personId')}
            />
          )}
        </>
      )}
    </FormDialog>
  )
}

function DropDialog({ proposal, onClose }: { proposal: OrderProposal; onClose: () => void }) {
  const acts = useTriggerActs()
  return (
    <FormDialog
      title={M.triggers.dropOf(proposal.personName)}
      submitWords={M.triggers.drop}
      initial={{}}
      onSubmit={(_, key) => acts.drop(proposal.id, key)}
      onClose={onClose}
    >
      {() => <p>{M.triggers.dropLead}</p>}
    </FormDialog>
  )
}
