import { TextField } from '@yimi/ui/field.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { PickField } from '../../components/pick-field.tsx'
import { M } from '../../messages.ts'
import { type Consent, type ConsentMove, useRecordConsent } from './consent-api.ts'

const MOVES: readonly ConsentMove[] = ['consent', 'decline', 'withdraw', 'ask']

/** Enters an answer that was given on paper or by telephone. */
export function RecordConsentDialog(props: { broadcastId: string; consent: Consent; onClose: () => void }) {
  const { consent } = props
  const record = useRecordConsent(props.broadcastId, consent.consentId)
  const moves = MOVES.filter((move) => consent.availableMoves.includes(move))
  const initial: { move: ConsentMove | null; how: string } = { move: moves[0] ?? null, how: '' }
  return (
    <FormDialog
      title={M.gates.consents.recordTitle(consent.name)}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => values.move !== null && values.how.trim() !== ''}
      onSubmit={async ({ move, how }, key) => {
        if (move) await record({ move, how }, key)
      }}
      onClose={props.onClose}
    >
      {({ values, change, fault }) => (
        <>
          <PickField
            label={M.gates.consents.move}
            value={values.move}
            options={moves.map((move) => ({ value: move, label: M.gates.consents.moves[move] }))}
            onPick={(value) => change({ move: MOVES.find((move) => move === value) ?? null })}
          />
          <TextField
            name="how"
            label={M.gates.consents.how}
            hint={M.gates.consents.howHint}
            maxLength={100}
            value={values.how}
            onChange={(how) => change({ how })}
            {...fault('how')}
          />
        </>
      )}
    </FormDialog>
  )
}
