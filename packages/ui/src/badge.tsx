/** A state in one word: «live», «coming», «done», or a plain mark such as the demo sign. */
export function Badge(props: { kind?: 'mark' | 'live' | 'coming' | 'done'; children: string }) {
  const sign = props.kind === 'live' ? '● ' : ''
  return (
    <span className={`y-badge y-badge--${props.kind ?? 'mark'}`}>
      {sign ? <span aria-hidden="true">{sign}</span> : null}
      {props.children}
    </span>
  )
}
