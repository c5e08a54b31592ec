import { Button } from '@yimi/ui/button.tsx'
import { Field } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { useVisitMessages } from '../words/use-visit-messages.ts'
import { comingTimes } from './coming-times.ts'

/** Times that are usually agreed, one press each; any other one below. */
export function WhenAgain({ onPick }: { onPick: (at: string) => void }) {
  const words = useVisitMessages().visits
  const [own, setOwn] = useState('')
  return (
    <div className="visit-door__acts">
      {comingTimes(new Date()).map(({ name, at }) => (
        <Button key={name} onPress={() => onPick(at)}>
          {words.times[name]}
        </Button>
      ))}
      <Field label={words.otherTime}>
        {(control) => (
          <input
            {...control}
            className="y-input"
            type="datetime-local"
            value={own}
            onChange={(event) => setOwn(event.target.value)}
          />
        )}
      </Field>
      {own ? <Button onPress={() => onPick(new Date(`${own}:00+08:00`).toISOString())}>{words.agree}</Button> : null}
    </div>
  )
}
