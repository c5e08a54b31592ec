import { PageTitle } from '@yimi/ui/page-shell.tsx'
import type { ReactNode } from 'react'
import { M } from '../messages.ts'

/** A page's heading with what can be done on it; the title names the window too. */
export function Page(props: {
  title: string
  lead?: ReactNode
  back?: { href: string; words: string }
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <>
      {props.back && (
        <a className="page__back" href={props.back.href}>
          <span aria-hidden="true">‹ </span>
          {props.back.words}
        </a>
      )}
      <div className="page__head">
        <div className="page__words">
          <PageTitle title={props.title} documentTitle={M.shell.title(props.title)} takesFocus />
          {props.lead && <div className="page__lead">{props.lead}</div>}
        </div>
        {props.actions && <div className="page__actions">{props.actions}</div>}
      </div>
      {props.children}
    </>
  )
}
