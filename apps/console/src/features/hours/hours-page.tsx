import { Button, ButtonLink } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { HeldList } from './held-list.tsx'
import { HoursTabs } from './hours-tabs.tsx'
import { LateDialog } from './late-dialog.tsx'
import { LateList } from './late-list.tsx'

/** What waits for a second pair of eyes: held attendance, and hours entered late. */
export function HoursPage() {
  const [adding, setAdding] = useState(false)
  const mayEnter = useMay('hours.enter')
  const mayApprove = useMay('hours.approve')
  return (
    <Page
      title={M.hours.title}
      lead={M.hours.lead}
      actions={
        <>
          {mayEnter && (
            <Button kind="main" onPress={() => setAdding(true)}>
              {M.hours.addLate}
            </Button>
          )}
          <ButtonLink href="/#/hour-notices">{M.hours.notice}</ButtonLink>
        </>
      }
    >
      <HoursTabs shown="waiting" />
      {mayApprove && <HeldList />}
      <LateList />
      {adding && <LateDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}
