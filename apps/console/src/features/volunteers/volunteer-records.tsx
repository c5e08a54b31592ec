import type { Volunteer } from '@yimi/contract/volunteer.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { StatusWord } from '@yimi/ui/status-word.tsx'
import { labelOf } from '../../components/flow-words.ts'
import { M } from '../../messages.ts'

type Skill = Volunteer['skills'][number]

export function SkillList({ skills, onRemove }: { skills: readonly Skill[]; onRemove?: (id: string) => void }) {
  if (skills.length === 0) return <EmptyState words={M.volunteers.noSkills} />
  return (
    <ul className="lines">
      {skills.map((skill) => (
        <li key={skill.id}>
          <span>
            <strong>{skill.label}</strong>{' '}
            <StatusWord
              tone={skill.valid ? 'done' : 'attention'}
              word={skill.valid ? M.volunteers.valid : M.volunteers.expired}
            />{' '}
            <span className="second">
              {[skill.issuer, skill.expiresOn && M.volunteers.untilDay(skill.expiresOn)].filter(Boolean).join(' · ')}
            </span>
          </span>
          {onRemove && (
            <Button label={M.volunteers.removeOf(skill.label)} onPress={() => onRemove(skill.id)}>
              {M.volunteers.remove}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

export function AgreementList({ agreements }: { agreements: Volunteer['agreements'] }) {
  if (agreements.length === 0) return <EmptyState words={M.volunteers.noAgreements} />
  return (
    <ul className="lines">
      {agreements.map((one) => (
        <li key={one.id}>
          <span>
            <strong>{M.volunteers.agreementKinds[one.kind]}</strong>{' '}
            <span className="second">{M.volunteers.span(one.from, one.until)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

export function StayList({ stays }: { stays: Volunteer['stays'] }) {
  if (stays.length === 0) return <EmptyState words={M.volunteers.noStays} />
  return (
    <ul className="lines">
      {stays.map((stay) => (
        <li key={stay.id}>
          <span>
            <strong>{stay.teamName}</strong>{' '}
            <StatusWord
              tone={stay.state === 'member' ? 'done' : stay.state === 'applied' ? 'waiting' : 'quiet'}
              word={stay.state === 'member' ? M.teams.roles[stay.role] : labelOf(M.flows.states, stay.state)}
            />{' '}
            <span className="second">{stay.from && M.volunteers.span(stay.from, stay.until)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
