import { getRouteApi } from '@tanstack/react-router'
import type { RouteAnswer } from '@yimi/contract/route.ts'
import type { getService, listServices } from '@yimi/contract/service.ts'
import { Button } from '@yimi/ui/button.tsx'
import { Notice } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { ChangeService } from './change-service.tsx'
import { ConductDialog } from './conduct-dialog.tsx'
import { ServiceFacts } from './service-facts.tsx'
import { ConductHistory, StatusHistory, VersionHistory } from './service-history.tsx'
import { useService, useServices } from './services-api.ts'
import { StatusDialog } from './status-dialog.tsx'

type Open = 'change' | 'conduct' | 'status'
const route = getRouteApi('/services/$orgId/$id')

export function ServicePage() {
  const { orgId, id } = route.useParams()
  const query = useService(orgId, id)
  const kinds = useServices(orgId).data
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const service = query.data?.service
  const mayChange = useMay('service.change')
  const mayOpen = useMay('service.open')
  if (open === 'change' && service && kinds)
    return (
      <Page title={M.services.changeOf(service.content.name)}>
        <ChangeService service={service} kinds={kinds} onDone={close} />
      </Page>
    )
  const actions = (
    <>
      {mayOpen && <Button onPress={() => setOpen('status')}>{M.services.setStatus}</Button>}
      {mayChange && <Button onPress={() => setOpen('conduct')}>{M.services.setConduct}</Button>}
      {mayChange && (
        <Button kind="main" onPress={() => setOpen('change')}>
          {M.services.change}
        </Button>
      )}
    </>
  )
  return (
    <Page
      title={service?.content.name ?? M.services.title}
      lead={service?.content.about}
      back={{ href: '#/services', words: M.services.back }}
      actions={service && actions}
    >
      <QueryView query={query}>{(data) => <Whole orgId={orgId} data={data} kinds={kinds} />}</QueryView>
      {service && open === 'conduct' && <ConductDialog service={service} onClose={close} />}
      {service && open === 'status' && <StatusDialog service={service} onClose={close} />}
    </Page>
  )
}

type Kinds = RouteAnswer<typeof listServices>

function Whole(props: { orgId: string; data: RouteAnswer<typeof getService>; kinds: Kinds | undefined }) {
  const { service, conducts, statuses, versions } = props.data
  return (
    <>
      {service.orgId !== props.orgId && <Notice kind="info" title={M.services.inherited(service.orgName)} />}
      <ServiceFacts service={service} {...(props.kinds ? { kinds: props.kinds } : {})} />
      <h2>{M.services.conducts}</h2>
      <ConductHistory conducts={conducts} />
      {statuses.length > 0 && <h2>{M.services.statuses}</h2>}
      {statuses.length > 0 && <StatusHistory statuses={statuses} />}
      <h2>{M.services.versions}</h2>
      <VersionHistory versions={versions} />
    </>
  )
}
