import type { NoMatch } from '@yimi/contract/incident.ts'
import { Button } from '@yimi/ui/button.tsx'
import { TextAreaField } from '@yimi/ui/field.tsx'
import { useState } from 'react'
import { FormDialog } from '../../components/form-dialog.tsx'
import { OrganisationPick } from '../../components/organisation-pick.tsx'
import { Page } from '../../components/page.tsx'
import { Count, Pager } from '../../components/pager.tsx'
import { PersonFind } from '../../components/person-find.tsx'
import { QueryView } from '../../components/query-view.tsx'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { type Column, Records } from '../../components/records.tsx'
import { dayTime } from '../../components/shanghai-time.ts'
import { M } from '../../messages.ts'
import { useSession } from '../../session-context.ts'
import { useNoMatchActs, useNoMatches } from './incidents-api.ts'

export function NoMatchesPage() {
  const { me } = useSession()
  const [offset, setOffset] = useState(0)
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<NoMatch>()
  const pairs = useNoMatches(offset)
  const acts = useNoMatchActs()
  const mayChange = me.capabilities.includes('no-match.change')
  const columns: readonly Column<NoMatch>[] = [
    {
      key: 'people',
      title: M.noMatches.people,
      head: true,
      cell: (one) => `${one.firstName || '—'} × ${one.secondName || '—'}`,
    },
    { key: 'reason', title: M.noMatches.reason, cell: (one) => one.reason },
    { key: 'by', title: M.noMatches.by, cell: (one) => one.madeBy },
    { key: 'at', title: M.noMatches.at, cell: (one) => dayTime(one.madeAt) },
    {
      key: 'acts',
      title: M.notices.acts,
      cell: (one) => mayChange && <Button onPress={() => setEnding(one)}>{M.noMatches.end}</Button>,
    },
  ]
  return (
    <Page
      title={M.noMatches.title}
      lead={M.noMatches.lead}
      actions={
        mayChange && (
          <Button kind="main" onPress={() => setAdding(true)}>
            {M.noMatches.add}
          </Button>
        )
      }
    >
      <QueryView query={pairs} isEmpty={(data) => data.items.length === 0} emptyWords={M.noMatches.nothing}>
        {(data) => (
          <>
            <Count total={data.total} />
            <Records caption={M.noMatches.caption} rows={data.items} columns={columns} rowKey={(one) => one.id} />
            <Pager offset={offset} total={data.total} onOffset={setOffset} />
          </>
        )}
      </QueryView>
      {adding && <AddDialog onClose={() => setAdding(false)} />}
      {ending && (
        <ReasonDialog
          title={M.noMatches.endTitle}
          submitWords={M.noMatches.end}
          maxLength={300}
          onSubmit={(reason, key) => acts.end(ending.id, reason, key)}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Page>
  )
}

type Values = { orgId: string; firstId: string | null; secondId: string | null; reason: string }

function AddDialog({ onClose }: { onClose: () => void }) {
  const { me } = useSession()
  const acts = useNoMatchActs()
  const initial: Values = { orgId: me.assignments[0]?.orgId ?? '', firstId: null, secondId: null, reason: '' }
  return (
    <FormDialog
      title={M.noMatches.add}
      submitWords={M.act.save}
      initial={initial}
      ready={(values) => Boolean(values.firstId && values.secondId && values.reason.trim() && values.orgId)}
      onSubmit={({ firstId, secondId, ...rest }, key) =>
        acts.add({ ...rest, firstId: firstId ?? '', secondId: secondId ?? '' }, key)
      }
      onClose={onClose}
    >
      {({ values, change, fault }) => (
        <>
          <OrganisationPick value={values.orgId} onPick={(orgId) => change({ orgId })} {...fault('orgId')} />
          <PersonFind
            label={M.noMatches.first}
            hint={M.noMatches.personHint}
            value={values.firstId}
            onPick={(firstId) => change({ firstId })}
            {...fault('firstId')}
          />
          <PersonFind
            label={M.noMatches.second}
            value={values.secondId}
            onPick={(secondId) => change({ secondId })}
            {...fault('secondId')}
          />
          <TextAreaField
            name="reason"
            rows={3}
            label={M.noMatches.reason}
            maxLength={300}
            value={values.reason}
            onChange={(reason) => change({ reason })}
            {...fault('reason')}
          />
        </>
      )}
    </FormDialog>
  )
}
