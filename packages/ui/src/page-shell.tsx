import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'

/** Skip link, banner, main and footer. The skip link moves focus itself, so that it goes with hash addresses too. */
export function PageShell(props: { skip: string; banner: ReactNode; footer: ReactNode; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  function skip(event: MouseEvent) {
    event.preventDefault()
    main.current?.focus()
  }
  return (
    <div className="y-shell">
      <a className="y-button y-skip" href="#main" onClick={skip}>
        {props.skip}
      </a>
      {props.banner}
      <main className="y-shell__main" id="main" ref={main} tabIndex={-1}>
        {props.children}
      </main>
      {props.footer}
    </div>
  )
}

/**
 * The page's h1. Sets the document's title, and takes the focus when it appears with `takesFocus`: a change of page is
 * then heard by those who do not see it.
 */
export function PageTitle(props: { title: string; documentTitle: string; takesFocus: boolean; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const takesFocus = useRef(props.takesFocus)
  useEffect(() => {
    document.title = props.documentTitle
  }, [props.documentTitle])
  useEffect(() => {
    if (takesFocus.current) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 className="y-title" ref={heading} tabIndex={-1}>
      {props.title}
      {props.children}
    </h1>
  )
}
