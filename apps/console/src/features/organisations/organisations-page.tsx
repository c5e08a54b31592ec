import { useParams } from '@tanstack/react-router'
import type { Organisation } from '@yimi/contract/organisation.ts'
import { Button } from '@yimi/ui/button.tsx'
import { EmptyState } from '@yimi/ui/notice.tsx'
import { useState } from 'react'
import { Page } from '../../components/page.tsx'
import { Count } from '../../components/pager.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { today } from '../../components/shanghai-time.ts'
import { DayField } from '../../components/time-fields.tsx'
import { useIsWide } from '../../components/use-is-wide.ts'
import { useOrganisations } from '../../lookups/organisations.ts'
import { M } from '../../messages.ts'
import { useMay } from '../../session-context.ts'
import { OrganisationDetails } from './organisation-details.tsx'
import { type OrganisationAct, OrganisationDialog } from './organisation-dialogs.tsx'
import { OrganisationTree } from './organisation-tree.tsx'

type Open = { act: OrganisationAct; organisation: Organisation | undefined }

/** The tree as of a day; beside it (on a narrow page: in its place) the unit that was chosen. */
export function OrganisationsPage() {
  const { id } = useParams({ strict: false })
  const wide = useIsWide()
  const mayChange = useMay('organisation.change')
  const [on, setOn] = useState(today)
  const [open, setOpen] = useState<Open>()
  const organisations = useOrganisations(on === today() ? undefined : on)
  const back = !wide && id ? { back: { href: '#/organisations', words: M.organisations.toTree } } : {}
  const create = mayChange && (
    <Button onPress={() => setOpen({ act: 'create', organisation: undefined })}>{M.organisations.createTop}</Button>
  )
  return (
    <Page title={M.organisations.title} lead={M.organisations.lead} actions={create} {...back}>
      <QueryView query={organisations} isEmpty={(data) => data.items.length === 0} emptyWords={M.organisations.nothing}>
        {(list) => (
          <div className="beside">
            {(wide || !id) && (
              <div>
                <div className="narrow">
                  <DayField label={M.organisations.on} value={on} onPick={setOn} />
                </div>
                <Count total={list.items.length} />
                <OrganisationTree organisations={list.items} selected={id} />
              </div>
            )}
            {id ? (
              <OrganisationDetails
                key={id}
                id={id}
                organisations={list.items}
                onAct={(act, organisation) => setOpen({ act, organisation })}
              />
            ) : (
              wide && <EmptyState words={M.organisations.pick} />
            )}
            {open && <OrganisationDialog {...open} list={list} onClose={() => setOpen(undefined)} />}
          </div>
        )}
      </QueryView>
    </Page>
  )
}
