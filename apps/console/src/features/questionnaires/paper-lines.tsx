import type { Form } from '@yimi/contract/questionnaire-form.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { M } from '../../messages.ts'
import { type Asked, lineFault, nextAsked, type TypedLine } from './typed-answer.ts'

const T = M.questionnaires.paper

/** One field that holds the focus: type, enter, next. What was typed stands above; the arrow up takes the last one back. */
export function PaperLines(props: {
  form: Form
  needsName: boolean
  lines: readonly TypedLine[]
  busy: boolean
  onName: (name: string) => void
  onLines: (lines: TypedLine[]) => void
  onSend: () => void
  onAgain: () => void
}) {
  const { form, lines, onLines } = props
  const [text, setText] = useState('')
  const [fault, setFault] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const { asked } = nextAsked(form, lines)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is asked next, the field waits for it
  useEffect(() => field.current?.focus(), [asked?.path, props.needsName])

  function enter(event: FormEvent) {
    event.preventDefault()
    if (props.busy) return
    if (props.needsName) {
      if (text.trim() === '') return setFault(T.nameFault)
      props.onName(text.trim())
      return settle()
    }
    if (!asked) return props.onSend()
    const wrong = lineFault(form, asked, text)
    if (wrong) return setFault(wrong)
    onLines([...lines, { path: asked.path, text }])
    settle()
  }
  function settle() {
    setText('')
    setFault('')
  }
  function back(event: KeyboardEvent) {
    const last = lines[lines.length - 1]
    if (event.key !== 'ArrowUp' || text !== '' || !last) return
    event.preventDefault()
    onLines(lines.slice(0, -1))
    setText(last.text)
  }
  return (
    <form className="paper-lines" onSubmit={enter} autoComplete="off">
      <ol className="paper-lines__done">
        {lines.map((line, place) => (
          <li key={line.path}>
            {labelOf(nextAsked(form, lines.slice(0, place)).asked)} <strong>{line.text || '—'}</strong>
          </li>
        ))}
      </ol>
      <label className="paper-lines__asked">
        <span className="paper-lines__title">{props.needsName ? T.name : asked ? labelOf(asked) : T.done}</span>
        {!props.needsName && asked?.kind === 'question' && asked.options.length > 0 && (
          <span className="paper-lines__options">
            {asked.options.map((option) => (
              <span key={option.code}>
                <kbd>{option.code}</kbd> {option.text}
              </span>
            ))}
          </span>
        )}
        {fault !== '' && (
          <span className="y-field__fault" role="alert">
            {fault}
          </span>
        )}
        <input
          ref={field}
          className="y-input"
          name="typed"
          value={text}
          maxLength={1000}
          aria-invalid={fault !== ''}
          onChange={(event) => {
            setText(event.target.value)
            setFault('')
          }}
          onKeyDown={back}
        />
      </label>
      <div className="acts">
        {!asked && !props.needsName && (
          <Button kind="main" submit busy={props.busy}>
            {T.submit}
          </Button>
        )}
        <Button kind="quiet" onPress={props.onAgain}>
          {T.again}
        </Button>
      </div>
    </form>
  )
}

function labelOf(asked: Asked | undefined): string {
  if (!asked) return ''
  return asked.kind === 'more' ? T.more(asked.title) : `${T.asked(asked.code)} ${asked.question.title}`
}
