import { useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { BirthdayMonth } from './birthday-month.tsx'
import { Campaigns } from './campaigns.tsx'
import { Proposals } from './proposals.tsx'

/** What is brought without anybody asking: whom to ask first, birthdays of a month, campaigns. */
export function TriggersPage() {
  const first = useMyOrganisations()[0]?.id
  const [picked, setPicked] = useState<string>()
  const orgId = picked ?? first
  const mayMake = useMay('trigger.make')
  return (
    <Page title={M.triggers.title} lead={M.triggers.lead}>
      {mayMake && (
        <>
          <h2>{M.triggers.proposals}</h2>
          <Proposals />
          <h2>{M.triggers.birthdays}</h2>
          <div className="narrow">
            <OrganisationPick value={orgId ?? null} onPick={setPicked} />
          </div>
          {orgId && <BirthdayMonth orgId={orgId} />}
        </>
      )}
      <h2>{M.triggers.campaigns}</h2>
      <Campaigns {...(orgId ? { orgId } : {})} mayMake={mayMake} />
    </Page>
  )
}
