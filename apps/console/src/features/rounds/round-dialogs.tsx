import type { Round } from '@yimi/contract/round.ts'
import type { SheetLine } from '@yimi/contract/round-sheet.ts'
import { FormDialog } from '../../components/form-dialog.tsx'
import { NumberField } from '../../components/number-field.tsx'
import { PersonFind } from '../../components/person-find.tsx'
import { M } from '../../messages.ts'
import { type RoundMoveName, useRoundActs } from './rounds-api.ts'

const USUAL_SIZE = 45
const WORDS = {
  'take-apart': { title: M.rounds.apartTitle, lead: M.rounds.apartLead },
  close: { title: M.rounds.closeTitle, lead: M.rounds.closeLead },
  cancel: { title: M.rounds.cancelTitle, lead: M.rounds.cancelLead },
} as const

export function RoundMoveDialog(props: { round: Round; move: RoundMoveName; onClose: () => void }) {
  const acts = useRoundActs()
  const { round, move, onClose } = props
  if (move === 'prepare')
    return (
      <FormDialog<{ size: number | null }>
        title={M.rounds.prepare}
        initial={{ size: USUAL_SIZE }}
        submitWords={M.rounds.prepare}
        ready={(values) => values.size !== null}
        onSubmit={({ size }, key) => acts.move(round.id, move, { size }, key)}
        onClose={onClose}
      >
        {({ values, change }) => (
          <>
            <p>{M.rounds.prepareLead}</p>
            <NumberField
              name="size"
              label={M.rounds.size}
              hint={M.rounds.sizeHint}
              value={values.size}
              max={100}
              onNumber={(size) => change({ size })}
            />
          </>
        )}
      </FormDialog>
    )
  const words = WORDS[move]
  return (
    <FormDialog
      title={words.title}
      initial={{}}
      submitWords={M.rounds.moves[move]}
      danger={move === 'cancel'}
      onSubmit={(_values, key) => acts.move(round.id, move, {}, key)}
      onClose={onClose}
    >
      {() => <p>{words.lead}</p>}
    </FormDialog>
  )
}

export function AskDialog({ sheet, onClose }: { sheet: SheetLine; onClose: () => void }) {
  const acts = useRoundActs()
  return (
    <FormDialog<{ personId: string | null }>
      title={M.rounds.askTitle(sheet.number)}
      initial={{ personId: null }}
      submitWords={M.rounds.askSend}
      ready={(values) => values.personId !== null}
      onSubmit={({ personId }, key) => acts.offer(sheet.id, personId ?? '', key)}
      onClose={onClose}
    >
      {({ values, change }) => (
        <>
          <p>{M.rounds.askLead}</p>
          <PersonFind label={M.rounds.person} value={values.personId} onPick={(personId) => change({ personId })} />
        </>
      )}
    </FormDialog>
  )
}
