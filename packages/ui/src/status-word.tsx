/** What a state means to the reader; each has a shape of its own, so that colour is never the only sign. */
export type StatusTone = 'quiet' | 'waiting' | 'done' | 'attention' | 'failed' | 'live'

/** A state: its shape and its word. */
export function StatusWord({ tone, word }: { tone: StatusTone; word: string }) {
  return (
    <span className={`y-status y-status--${tone}`}>
      <StatusShape tone={tone} />
      {word}
    </span>
  )
}

function StatusShape({ tone }: { tone: StatusTone }) {
  return (
    <svg className="y-status__shape" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true" focusable="false">
      {SHAPES[tone]}
    </svg>
  )
}

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round' } as const

const SHAPES = {
  quiet: <path d="M3 8h10" {...stroke} />,
  waiting: <circle cx="8" cy="8" r="5.5" {...stroke} />,
  done: <path d="M2.5 8.5l3.5 4 7.5-9" {...stroke} />,
  attention: <path d="M8 2l6.5 11.5h-13z M8 6.5v3.2 M8 11.6v.2" {...stroke} strokeWidth={1.6} strokeLinejoin="round" />,
  failed: <path d="M3.5 3.5l9 9 M12.5 3.5l-9 9" {...stroke} />,
  live: <circle cx="8" cy="8" r="5.5" fill="currentColor" />,
} as const
