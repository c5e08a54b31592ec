import { PageTitle } from '@yimi/ui/page-shell.tsx'
import { createContext, type ReactNode, useContext } from 'react'
import { useInstallation } from './portal-home.ts'

/** How many pages were opened before this one; the first does not take the focus. */
export const VisitContext = createContext(0)

/** A page's heading and what is below it. `heading` is said in place of the title where the page has a longer one. */
export function Page(props: { title: string; before?: ReactNode; children: ReactNode }) {
  const installation = useInstallation()
  const visit = useContext(VisitContext)
  return (
    <>
      {props.before}
      <PageTitle title={props.title} documentTitle={`${props.title} - ${installation}`} takesFocus={visit > 0} />
      {props.children}
    </>
  )
}
