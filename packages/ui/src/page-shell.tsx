import { type ReactNode, useEffect, useRef } from 'react'

/** Skip button, banner, main and footer. It moves focus itself: a link to `#main` would be a change of page to hash routes. */
export function PageShell(props: { skip: string; banner: ReactNode; footer: ReactNode; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  return (
    <div className="y-shell">
      <button type="button" className="y-button y-skip" onClick={() => main.current?.focus()}>
        {props.skip}
      </button>
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
