import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { useHelpMessages } from '../words/use-help-messages.ts'
import type { MakeMove } from './order-words.ts'

const SCORES = [5, 4, 3, 2, 1] as const
type Score = (typeof SCORES)[number]
/** Mouths on a 48 × 48 face, from very bad to very good: the sign is the shape, not a colour. */
const MOUTHS: Readonly<Record<Score, string>> = {
  1: 'M15 36c3-7 15-7 18 0',
  2: 'M16 34c4-3 12-3 16 0',
  3: 'M16 33h16',
  4: 'M16 31c4 4 12 4 16 0',
  5: 'M14 29c3 9 17 9 20 0z',
}

/** Five large faces with their words. Nobody has to; words may stay empty. */
export function RateOrder(props: { busy: boolean; onMake: MakeMove }) {
  const words = useHelpMessages().orders
  const [score, setScore] = useState<Score>()
  const [text, setText] = useState('')
  return (
    <section className="card">
      <h2 className="card__title">{words.rate}</h2>
      <p>{words.rateLine}</p>
      <div className="faces">
        {SCORES.map((one) => (
          <button key={one} type="button" className="face" aria-pressed={score === one} onClick={() => setScore(one)}>
            <svg className="face__drawing" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
              <circle cx="24" cy="24" r="20" />
              <path d={`M17 19v1M31 19v1 ${MOUTHS[one]}`} />
            </svg>
            {words.scores[one]}
          </button>
        ))}
      </div>
      {score === undefined ? null : (
        <>
          <TextAreaField
            name="rating"
            label={words.rateWords}
            optional={words.optional}
            value={text}
            maxLength={1000}
            rows={3}
            onChange={setText}
          />
          <Button
            kind="main"
            busy={props.busy}
            onPress={() => props.onMake('rate', { score, words: text, by: 'resident' })}
          >
            {words.rateSend}
          </Button>
        </>
      )}
    </section>
  )
}
