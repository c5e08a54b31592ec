import { type ChangeEvent, useId, useRef, useState } from 'react'

export type UploadWords = { choose: string; hint: string; stop: string; sending: (percent: number) => string }

/** Chooses one file and sends it with its progress; what is refused is said in place and the same file may be tried again. */
export function Upload(props: {
  words: UploadWords
  accept: string
  /** @throws what `faultWords` can say; rejects when `signal` is aborted */
  send: (file: File, onPercent: (percent: number) => void, signal: AbortSignal) => Promise<void>
  faultWords: (fault: unknown) => string
}) {
  const id = useId()
  const [percent, setPercent] = useState<number>()
  const [fault, setFault] = useState<string>()
  const stop = useRef<AbortController>(undefined)

  async function take(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    const controller = new AbortController()
    stop.current = controller
    setFault(undefined)
    setPercent(0)
    try {
      await props.send(file, setPercent, controller.signal)
    } catch (cause) {
      if (!controller.signal.aborted) setFault(props.faultWords(cause))
    }
    setPercent(undefined)
  }

  return (
    <div className="y-upload">
      {percent === undefined ? (
        <label className="y-button y-button--plain y-upload__choose" htmlFor={id}>
          {props.words.choose}
          <input id={id} type="file" accept={props.accept} onChange={(event) => void take(event)} />
        </label>
      ) : (
        <div className="y-upload__progress" role="status">
          <progress max={100} value={percent} aria-label={props.words.sending(percent)} />
          <span>{props.words.sending(percent)}</span>
          <button type="button" className="y-button y-button--quiet" onClick={() => stop.current?.abort()}>
            {props.words.stop}
          </button>
        </div>
      )}
      <p className="y-field__hint">{props.words.hint}</p>
      {fault ? (
        <p className="y-field__fault" role="alert">
          <span aria-hidden="true">✕ </span>
          {fault}
        </p>
      ) : null}
    </div>
  )
}
