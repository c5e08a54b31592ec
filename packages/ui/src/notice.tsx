import type { ReactNode } from 'react'
import { Button } from './button.tsx'

export type NoticeKind = 'info' | 'done' | 'attention' | 'failed'

// A shape besides the colour: states are told apart without seeing colour.
const SIGNS: Readonly<Record<NoticeKind, string>> = { info: 'i', done: '✓', attention: '!', failed: '✕' }

/** Words that belong to the page. `spoken` has a screen reader say it when it appears. */
export function Notice(props: {
  kind: NoticeKind
  title: string
  children?: ReactNode
  actions?: ReactNode
  spoken?: boolean
}) {
  return (
    <div
      className={`y-notice y-notice--${props.kind}`}
      role={props.spoken ? (props.kind === 'failed' ? 'alert' : 'status') : undefined}
    >
      <span className="y-notice__sign" aria-hidden="true">
        {SIGNS[props.kind]}
      </span>
      <div className="y-notice__body">
        <p className="y-notice__title">{props.title}</p>
        {props.children}
        {props.actions ? <div className="y-notice__actions">{props.actions}</div> : null}
      </div>
    </div>
  )
}

/** Nothing is here, and why that is no fault. */
export function EmptyState(props: { words: string; children?: ReactNode }) {
  return (
    <div className="y-quiet">
      <p>{props.words}</p>
      {props.children}
    </div>
  )
}

export function LoadingState(props: { words: string }) {
  return (
    <div className="y-quiet y-quiet--loading" role="status">
      <p>{props.words}</p>
    </div>
  )
}

/** What happened, what was kept, what to do. */
export function FailedState(props: { title: string; advice?: string; retry?: string; onRetry?: () => void }) {
  const again = props.retry && props.onRetry ? <Button onPress={props.onRetry}>{props.retry}</Button> : null
  return (
    <Notice kind="failed" title={props.title} actions={again} spoken>
      {props.advice ? <p>{props.advice}</p> : null}
    </Notice>
  )
}
