import type { ReactNode } from 'react'
import { type StatusTone, StatusWord } from './status-word.tsx'

/** One gate: its name and state on top, then what is checked, what supports it, who judged, and what may be done now. */
export function GateCard(props: {
  name: string
  state: { tone: StatusTone; word: string }
  standard: string
  children: ReactNode
  /** Who and when, what reopened it. */
  facts?: ReactNode
  actions?: ReactNode
}) {
  return (
    <section className={`y-gate y-gate--${props.state.tone}`} aria-label={props.name}>
      <header className="y-gate__head">
        <h2>{props.name}</h2>
        <StatusWord tone={props.state.tone} word={props.state.word} />
      </header>
      <p className="y-gate__standard">{props.standard}</p>
      <div className="y-gate__body">{props.children}</div>
      {props.facts ? <div className="y-gate__facts">{props.facts}</div> : null}
      {props.actions ? <footer className="y-gate__actions">{props.actions}</footer> : null}
    </section>
  )
}
