import { type SignUp, type SignUpState, volunteerSignUpFlow } from '@yimi/contract/volunteer-sign-up.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { CardsByState } from '../../components/cards-by-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useAnswerSignUp, useSignUps } from './sign-ups-api.ts'

const TONES: Readonly<Record<SignUpState, StatusTone>> = { received: 'waiting', accepted: 'done', declined: 'quiet' }

export function SignUpsPage() {
  return (
    <CardsByState
      words={M.signUps}
      states={volunteerSignUpFlow.states}
      useList={useSignUps}
      card={(one) => <SignUpCard key={one.id} signUp={one} />}
    />
  )
}

function SignUpCard({ signUp }: { signUp: SignUp }) {
  const [asking, setAsking] = useState<'accept' | 'decline'>()
  const answer = useAnswerSignUp(signUp.id)
  const facts = [
    [M.signUps.phone, signUp.phone],
    [M.signUps.wishes, signUp.wishes || M.signUps.any],
    [M.signUps.when, signUp.availability.map(halfDay).join('、') || M.signUps.any],
    ...(signUp.minor ? [[M.signUps.guardian, `${signUp.guardian} ${signUp.guardianPhone}`]] : []),
    [M.signUps.unit, signUp.orgName],
    [M.signUps.at, dayTime(signUp.signedUpAt)],
    ...(signUp.volunteerNumber ? [[M.signUps.number, signUp.volunteerNumber]] : []),
  ]
  return (
    <li className="card">
      <div className="card__head">
        <h2>
          {signUp.name} {signUp.number}
        </h2>
        <StatusWord tone={TONES[signUp.state]} word={M.signUps.states[signUp.state]} />
        {signUp.minor && <StatusWord tone="attention" word={M.signUps.minor} />}
      </div>
      <Facts facts={facts} />
      {signUp.availableMoves.length > 0 && (
        <div className="acts">
          <Button kind="main" onPress={() => setAsking('accept')}>
            {M.signUps.accept}
          </Button>
          <Button onPress={() => setAsking('decline')}>{M.signUps.decline}</Button>
        </div>
      )}
      {asking === 'accept' && <AcceptDialog signUp={signUp} onClose={() => setAsking(undefined)} />}
      {asking === 'decline' && (
        <ReasonDialog
          title={M.signUps.declineTitle}
          submitWords={M.signUps.decline}
          maxLength={200}
          onSubmit={(reason, key) => answer({ move: 'decline', reason }, key)}
          onClose={() => setAsking(undefined)}
        />
      )}
    </li>
  )
}

function AcceptDialog({ signUp, onClose }: { signUp: SignUp; onClose: () => void }) {
  const answer = useAnswerSignUp(signUp.id)
  return (
    <FormDialog
      title={M.signUps.acceptTitle(signUp.name)}
      submitWords={M.signUps.accept}
      initial={{ adultOn: '', guardianConsentOn: '' }}
      ready={(values) => !signUp.minor || (values.adultOn !== '' && values.guardianConsentOn !== '')}
      onSubmit={(values, key) =>
        answer(
          {
            move: 'accept',
            adultOn: values.adultOn || null,
            guardianConsentOn: values.guardianConsentOn || null,
          },
          key,
        )
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <p>{M.signUps.acceptNote}</p>
          {signUp.minor && (
            <>
              <TextField
                name="adultOn"
                label={M.signUps.adultOn}
                hint="2030-05-01"
                value={values.adultOn}
                maxLength={10}
                onChange={(adultOn) => change({ adultOn })}
                {...fault('adultOn')}
              />
              <TextField
                name="guardianConsentOn"
                label={M.signUps.consentOn}
                hint="2026-11-23"
                value={values.guardianConsentOn}
                maxLength={10}
                onChange={(guardianConsentOn) => change({ guardianConsentOn })}
                {...fault('guardianConsentOn')}
              />
            </>
          )}
        </>
      )}
    </FormDialog>
  )
}

function halfDay(code: string): string {
  const [day = '', part = ''] = code.split('-')
  const parts: Readonly<Record<string, string>> = M.signUps.parts
  return `${M.signUps.days[Number(day) - 1] ?? ''}${parts[part] ?? ''}`
}
