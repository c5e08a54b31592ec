import type { Service } from '@yimi/contract/service.ts'
import { NEED_CLASS_LABELS, SERVICE_KIND_LABELS, triggerWords, windowWords } from '@yimi/contract/service-labels.ts'
import { Button } from '@yimi/ui/button.tsx'
import { useState } from 'react'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { useMyOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { NewService } from './new-service.tsx'
import { ServiceState } from './service-state.tsx'
import { useServices } from './services-api.ts'

/** What a unit offers today; what is closed stands there with the word. */
export function ServicesPage() {
  const first = useMyOrganisations()[0]?.id
  const [picked, setPicked] = useState<string>()
  const [adding, setAdding] = useState(false)
  const mayChange = useMay('service.change')
  const orgId = picked ?? first
  const services = useServices(orgId)
  if (adding && orgId && services.data)
    return (
      <Page title={M.services.add} lead={M.services.addLead}>
        <NewService orgId={orgId} kinds={services.data} onDone={() => setAdding(false)} />
      </Page>
    )
  return (
    <Page
      title={M.services.title}
      lead={M.services.lead}
      actions={
        mayChange && (
          <Button kind="main" onPress={() => setAdding(true)}>
            {M.services.add}
          </Button>
        )
      }
    >
      <div className="narrow">
        <OrganisationPick value={orgId ?? null} onPick={setPicked} />
      </div>
      <QueryView query={services} isEmpty={(data) => data.items.length === 0} emptyWords={M.services.nothing}>
        {({ items }) => (
          <>
            <Count total={items.length} />
            <Records
              caption={M.services.title}
              rows={items}
              columns={columnsOf(orgId ?? '')}
              rowKey={(row) => row.id}
            />
          </>
        )}
      </QueryView>
    </Page>
  )
}

function columnsOf(orgId: string): Column<Service>[] {
  return [
    {
      key: 'name',
      title: M.services.name,
      head: true,
      cell: (row) => <a href={`#/services/${orgId}/${row.id}`}>{row.content.name}</a>,
    },
    { key: 'kind', title: M.services.kind, cell: (row) => SERVICE_KIND_LABELS[row.content.kind].zh },
    { key: 'need', title: M.services.need, cell: (row) => NEED_CLASS_LABELS[row.content.need].zh },
    {
      key: 'triggers',
      title: M.services.triggers,
      cell: (row) => row.content.triggers.map(triggerWords).join('；'),
    },
    { key: 'window', title: M.services.window, cell: (row) => windowWords(row.content.window) },
    { key: 'status', title: M.services.status, cell: (row) => <ServiceState status={row.status} /> },
    { key: 'org', title: M.services.from, cell: (row) => row.orgName },
  ]
}
