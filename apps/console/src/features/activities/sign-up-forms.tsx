import type { Activity } from '@yimi/contract/activity.ts'
import { newKey } from '@yimi/contract/client.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextField } from '@yimi/ui/field.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { type FormEvent, useState } from 'react'
import { PersonFind } from '../../components/person-find.tsx'
import { problemWords } from '../../components/problem-words.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useSheetActs } from './activities-api.ts'
import { volunteerNumberOf } from './volunteer-number.ts'

/** For whoever called or came to the desk, before the activity begins. */
export function SignUpForms({ activity }: { activity: Activity }) {
  const acts = useSheetActs(activity.id)
  const maySeeResidents = useMay('person.read')
  const [fault, setFault] = useState<unknown>()
  const signUp = async (who: { volunteerNumber: string } | { personId: string }) => {
    setFault(undefined)
    try {
      await acts.signUp(who, newKey())
      return true
    } catch (cause) {
      setFault(cause)
      return false
    }
  }
  return (
    <>
      {fault !== undefined && <Notice kind="failed" title={problemWords(fault)} spoken />}
      <div className="attendance-more">
        {activity.volunteerPlaces > 0 && <ByNumber onSignUp={(volunteerNumber) => signUp({ volunteerNumber })} />}
        {activity.residentPlaces > 0 && maySeeResidents && <ByPerson onSignUp={(personId) => signUp({ personId })} />}
      </div>
    </>
  )
}

function ByNumber({ onSignUp }: { onSignUp: (number: string) => Promise<boolean> }) {
  const [typed, setTyped] = useState('')
  const number = volunteerNumberOf(typed)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (number !== '' && (await onSignUp(number))) setTyped('')
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        name="sign-up-number"
        label={M.activities.signUpNumber}
        hint={M.activities.addNumberHint}
        value={typed}
        maxLength={12}
        onChange={setTyped}
      />
      <Button submit busy={number === ''}>
        {M.activities.signUpAct}
      </Button>
    </form>
  )
}

function ByPerson({ onSignUp }: { onSignUp: (personId: string) => Promise<boolean> }) {
  const [personId, setPersonId] = useState<string | null>(null)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (personId && (await onSignUp(personId))) setPersonId(null)
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <PersonFind
        label={M.activities.signUpResident}
        hint={M.activities.signUpResidentHint}
        value={personId}
        onPick={setPersonId}
      />
      <Button submit busy={personId === null}>
        {M.activities.signUpAct}
      </Button>
    </form>
  )
}
