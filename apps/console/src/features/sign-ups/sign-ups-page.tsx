import { type SignUp, type SignUpState, volunteerSignUpFlow } from '@yimi/contract/volunteer-sign-up.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { type StatusTone, StatusWord } from '@yimi/ui/status-word.tsx'
import { useState } from 'react'
import { FilterChips } from '../../components/filter-chips.tsx'
import { FormDialog } from '../../components/form-dialog.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useAnswerSignUp, useSignUps } from './sign-ups-api.ts'

const TONES: Readonly<Record<SignUpState, StatusTone>> = { received: 'waiting', accepted: 'done', declined: 'quiet' }

export function SignUpsPage() {
  const [state, setState] = useState<SignUpState>()
  const [offset, setOffset] = useState(0)
  const signUps = useSignUps({ ...(state ? { state } : {}), offset })
  return (
    <Page title={M.signUps.title} lead={M.signUps.lead}>
      <FilterChips
        label={M.signUps.state}
        choices={volunteerSignUpFlow.states.map((value) => ({ value, label: M.signUps.states[value] }))}
        value={state}
        onChoose={(value) => {
          setState(value)
          setOffset(0)
        }}
      />
      <QueryView query={signUps} isEmpty={(data) => data.items.length === 0} emptyWords={M.signUps.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <ul className="cards">
              {data.items.map((one) => (
                <SignUpCard key={one.id} signUp={one} />
              ))}
            </ul>
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
    </Page>
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
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
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
