import type { Organisation } from '@yimi/contract/organisation.ts'
import { Button } from '@yimi/ui/button.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import type { OrganisationAct } from './organisation-dialogs.tsx'
import { useOrganisation } from './organisations-api.ts'

/** One unit with its history, and what can be done to it. */
export function OrganisationDetails(props: {
  id: string
  organisations: readonly Organisation[]
  onAct: (act: OrganisationAct, organisation: Organisation) => void
}) {
  const query = useOrganisation(props.id)
  const mayChange = useMay('organisation.change')
  return (
    <QueryView query={query}>
      {({ organisation, history }) => (
        <section className="card" aria-labelledby="organisation-name">
          <h2 id="organisation-name">{organisation.name}</h2>
          <Facts organisation={organisation} organisations={props.organisations} />
          {mayChange && (
            <div className="row-actions">
              {(['create', 'rename', 'move', 'merge'] as const).map((act) => (
                <Button key={act} onPress={() => props.onAct(act, organisation)}>
                  {M.organisations[act]}
                </Button>
              ))}
            </div>
          )}
          <h3>{M.organisations.history}</h3>
          <ol className="history">
            {history.map((change) => (
              <li key={`${change.on} ${change.what} ${change.name}`}>
                <time dateTime={change.on}>{change.on}</time>
                <span>
                  <strong>{M.organisations.what[change.what]}</strong> {change.name}
                  {change.parentName && (
                    <span className="second"> {M.organisations.historyUnder(change.parentName)}</span>
                  )}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </QueryView>
  )
}

function Facts({
  organisation,
  organisations,
}: {
  organisation: Organisation
  organisations: readonly Organisation[]
}) {
  const nameOf = (id: string | null) => organisations.find((one) => one.id === id)?.name ?? M.organisations.none
  const facts = [
    [M.organisations.shortName, organisation.shortName],
    [M.organisations.level, organisation.levelLabel ?? M.organisations.none],
    [M.organisations.kind, organisation.kindLabel],
    [M.organisations.parent, nameOf(organisation.parentId)],
    [M.organisations.since, organisation.from],
    ...(organisation.until ? [[M.organisations.until, organisation.until]] : []),
    ...(organisation.mergedInto ? [[M.organisations.mergedInto, nameOf(organisation.mergedInto)]] : []),
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
