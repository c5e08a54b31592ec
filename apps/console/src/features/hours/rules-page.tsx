import { type HourRules, STEPPED_ROUNDING } from '@yimi/contract/hour-rules.ts'
import { Button } from '@yimi/ui/button.tsx'
import { type ReactNode, useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { useHourRules } from './hours-api.ts'
import { HoursTabs } from './hours-tabs.tsx'
import { RulesDialog } from './rules-dialog.tsx'

/** How hours are counted at a unit, and since when. */
export function RulesPage() {
  const mine = useMyOrganisations()
  const [chosen, setChosen] = useState<string>()
  const orgId = chosen ?? mine[0]?.id ?? null
  const [changing, setChanging] = useState(false)
  const rules = useHourRules(orgId)
  const mayChange = useMay('hour-rules.change')
  return (
    <Page
      title={M.hours.title}
      lead={M.hours.rulesLead}
      actions={
        mayChange &&
        rules.data && (
          <Button kind="main" onPress={() => setChanging(true)}>
            {M.hours.layDown}
          </Button>
        )
      }
    >
      <HoursTabs shown="rules" />
      <div className="narrow">
        <OrganisationPick label={M.hours.rulesOf} value={orgId} onPick={setChosen} />
      </div>
      <QueryView query={rules}>
        {({ current, versions }) => (
          <>
            <h2>{M.hours.current}</h2>
            <p className="second">
              {current.from ? M.hours.laidDownBy(current.orgName, current.from) : M.hours.byDefault}
            </p>
            <RulesFacts rules={current.content} />
            <h2>{M.hours.versions}</h2>
            {versions.length === 0 && <p className="second">{M.hours.noVersions}</p>}
            {versions.map((version) => (
              <details key={version.id} className="card">
                <summary>
                  {version.from} {version.madeBy}
                </summary>
                <RulesFacts rules={version.content} />
              </details>
            ))}
            {changing && orgId && (
              <RulesDialog orgId={orgId} rules={current.content} onClose={() => setChanging(false)} />
            )}
          </>
        )}
      </QueryView>
    </Page>
  )
}

function RulesFacts({ rules }: { rules: HourRules }) {
  return (
    <dl className="facts facts--wide card">
      <Fact name={M.hours.rounding}>{roundingWords(rules)}</Fact>
      <Fact name={M.hours.dayMinutes}>{M.hours.minutes(rules.dayMinutes)}</Fact>
      <Fact name={M.hours.longDayMinutes}>{M.hours.minutes(rules.longDayMinutes)}</Fact>
      <Fact name={M.hours.stars}>{rules.stars.join(' / ')}</Fact>
      <Fact name={M.hours.noticeDays}>{M.hours.days(rules.noticeDays)}</Fact>
      <Fact name={M.hours.burst}>{M.hours.burstWords(rules.burstOccasions, rules.burstMinutes)}</Fact>
    </dl>
  )
}

function roundingWords({ rounding }: HourRules): string {
  if (rounding.length === 0) return M.hours.byMinute
  if (JSON.stringify(rounding) === JSON.stringify(STEPPED_ROUNDING)) return M.hours.stepped
  return M.hours.otherSteps(rounding.map((step) => M.hours.step(step.upTo, step.counted)).join('，'))
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
