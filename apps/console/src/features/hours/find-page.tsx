import { useNavigate } from '@tanstack/react-router'
import { Page } from '../../components/page.tsx'
import { M } from '../../messages.ts'
import { HoursTabs } from './hours-tabs.tsx'
import { VolunteerChoice } from './volunteer-choice.tsx'

/** One volunteer at a time: there is no list of hours over people. */
export function FindPage() {
  const navigate = useNavigate()
  return (
    <Page title={M.hours.title} lead={M.hours.findLead}>
      <HoursTabs shown="find" />
      <VolunteerChoice
        words={M.hours.choose}
        onChoose={({ id }) => void navigate({ to: '/hours/$id', params: { id } })}
      />
    </Page>
  )
}
